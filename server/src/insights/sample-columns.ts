import type { ProjectSnapshot } from '../project/index.ts';

/** The properties that sample users show: the schema's own choice, else the first that are not personal. */
export function sampleColumns({ schema }: ProjectSnapshot): readonly string[] {
  const chosen = schema.samples.columns;
  if (chosen.length > 0) return chosen;
  return [...schema.users.values()]
    .filter((p) => !p.pii && !p.sensitive)
    .map((p) => p.name)
    .slice(0, 5);
}
