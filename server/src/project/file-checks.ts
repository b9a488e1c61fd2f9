/** What only the files around a text can tell: its name, its schema, the lists it names. */
import { report } from '../language/checks/check.ts';
import { missingList } from '../language/checks/project/missing-list.ts';
import { noSchema } from '../language/checks/project/no-schema.ts';
import { segmentIdForm } from '../language/checks/project/segment-id-form.ts';
import { invalidListPath } from '../language/checks/rules/invalid-list-path.ts';
import { type Diagnostic, type Range, suggest } from '../language/index.ts';
import type { ListStatus } from './lists.ts';
import { isSegmentFile, segmentIdOf } from './locate.ts';
import { nameOf } from './uris.ts';
import type { Use } from './uses.ts';

/** Lower-case words of letters and digits of any script, joined by hyphens. */
const KEBAB = /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$/u;

/** The nearest well-formed id; undefined when nothing of the name can stay. */
export function kebab(name: string): string | undefined {
  const words = name
    .normalize('NFC')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .match(/[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+/gu);
  return words?.join('-');
}

const firstLine = (text: string): Range => ({ start: 0, end: Math.max(0, text.search(/\r?\n|$/)) });

/** The id is the file's name: it is to be lower-case kebab. A document that is not saved yet has none. */
export function checkFileName(uri: string, firstLine: Range): readonly Diagnostic[] {
  const id = segmentIdOf(uri);
  return !isSegmentFile(uri) || KEBAB.test(id)
    ? []
    : [report(segmentIdForm, firstLine, { id, better: kebab(id) ?? '' })];
}

/** One diagnostic for a segment that no schema governs. */
export const checkSchemaIsThere = (uri: string, text: string): Diagnostic =>
  report(noSchema, firstLine(text), { file: nameOf(uri) });

/** Every list that a rule names must be a file within the project. Lists not looked at yet are not judged. */
export function checkLists(
  uses: readonly Use[],
  lists: ReadonlyMap<string, ListStatus>,
  csvFiles: readonly string[],
): readonly Diagnostic[] {
  return uses.flatMap((use): Diagnostic[] => {
    if (use.kind !== 'list') return [];
    const status = lists.get(use.name);
    if (status === undefined || status === 'file') return [];
    if (status === 'outside') {
      return [report(invalidListPath, use.range, { path: use.name, reason: 'it lies outside the project.' })];
    }
    const candidates = csvFiles.map((name) => ({ name, aliases: [name.split('/').at(-1) ?? name] }));
    const suggestions = suggest(use.name, candidates);
    return [report(missingList, use.range, { path: use.name, suggestions }, { suggestions })];
  });
}
