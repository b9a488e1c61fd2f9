import type { ProjectSchema } from '../language/schema/model.ts';
import { type ProjectSnapshot, usesOf, withReferences } from '../project/index.ts';

/**
 * Why a segment of an earlier version can't be asked of the store that the present schema made: what it reads differently
 * that the segment speaks of, in words. Undefined when the store can answer it.
 */
export function dataDiffers(earlier: ProjectSnapshot, uri: string, now: ProjectSchema): string | undefined {
  const before = earlier.schema;
  if (before.timezone !== now.timezone) return `the time zone was ${before.timezone}`;
  if (JSON.stringify(sources(before)) !== JSON.stringify(sources(now))) return 'the data lay elsewhere';
  const channels = [...before.channels.values()].flatMap(({ rules }) => rules.map(({ rule }) => rule));
  const own = withReferences(earlier, uri).flatMap((at) => earlier.reading(at)?.segment?.where ?? []);
  const uses = usesOf(own);
  const all = uses.some(({ kind }) => kind === 'channel') ? [...uses, ...usesOf(channels)] : uses;
  for (const use of all) {
    if (use.kind !== 'property') continue;
    const pairs =
      use.events.length === 0
        ? [[before.users.get(use.name), now.users.get(use.name)] as const]
        : use.events.map((event) => {
            const of = (schema: ProjectSchema) => schema.events.get(event)?.properties.get(use.name);
            return [of(before), of(now)] as const;
          });
    // What was not declared then was missing then.
    const other = pairs.find(([then, today]) => then && then.type !== today?.type);
    if (other) return `“${use.name}” was a property of type ${other[0]?.type}`;
  }
  return undefined;
}

/** Where the data lies, without places in the schema's text. */
const sources = ({ data }: ProjectSchema): unknown => [
  data.users.map(({ path, id, columns }) => [path, id, [...columns].sort()]),
  data.events.map(({ path, user, time, name, event, columns }) => [path, user, time, name, event, [...columns].sort()]),
];
