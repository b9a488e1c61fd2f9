import type { ProjectSchema } from './model.ts';

/**
 * True for a name that the schema may declare though it was not read: its YAML is broken, and the name stands in its
 * text. One open bracket must not make every name of every segment unknown; a slip in a segment stays one.
 */
export function mayBeDeclared(name: string, { broken }: Pick<ProjectSchema, 'broken'>): boolean {
  if (broken === undefined || name === '') return false;
  const isPart = (character = ' ') => /[\p{L}\p{N}_-]/u.test(character);
  for (let at = broken.indexOf(name); at >= 0; at = broken.indexOf(name, at + 1)) {
    if (!isPart(broken[at - 1]) && !isPart(broken[at + name.length])) return true;
  }
  return false;
}
