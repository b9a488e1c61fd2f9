/** What it takes to rename something: checks of the new name, then edits of every place that has the old one. */
import { type ProjectSnapshot, segmentIdOf } from '../../project/index.ts';
import { mentionsOf } from '../references.ts';
import type { Target } from '../targets.ts';
import type { FileEdit, Note } from '../workspace-edit.ts';
import { type Renaming, refused, renameMention } from './edits.ts';
import { renameProperty } from './property.ts';
import { renameSegment } from './segment.ts';

/** Renames what stands at one place: one thing, or a property that several events have. */
export function renaming(targets: readonly Target[], wanted: string, snapshot: ProjectSnapshot): Renaming {
  const newName = wanted.trim().normalize('NFC');
  const why = whyNotRenamed(targets, snapshot) ?? whyNoName(newName);
  if (why !== undefined) return refused(why);
  const [target] = targets;
  if (target === undefined || target.name === newName) return { ok: true, edits: [], moves: [] };
  const { schema } = snapshot;
  switch (target.kind) {
    case 'segment':
      return renameSegment(target.name, newName, snapshot);
    case 'property':
      return renameProperty(target.name, eventsOf(targets), newName, snapshot);
    case 'event':
      if (schema.events.has(newName)) return refused(`There is an event “${newName}” already.`);
      return everywhere(targets, newName, snapshot, eventNote(target.name, snapshot));
    case 'channel':
      if (schema.channels.has(newName)) return refused(`There is a channel “${newName}” already.`);
      return everywhere(targets, newName, snapshot);
    case 'term':
      if (schema.glossary.has(newName)) return refused(`The glossary has “${newName}” already.`);
      return everywhere(targets, newName, snapshot);
    case 'list':
      return refused(LIST);
  }
}

const LIST = 'Rename a list’s file in the explorer: the rules that name it follow.';

/** Why something cannot be renamed at all, whatever the new name. */
export function whyNotRenamed(targets: readonly Target[], snapshot: ProjectSnapshot): string | undefined {
  const [target] = targets;
  if (target === undefined)
    return 'Only the names of segments, events, properties, channels and glossary words can be renamed.';
  const { name } = target;
  const { schema } = snapshot;
  const missing = (what: string) => `The schema declares no ${what} “${name}”, so there is nothing to rename.`;
  switch (target.kind) {
    case 'list':
      return LIST;
    case 'segment': {
      const files = snapshot.uris.filter((uri) => segmentIdOf(uri) === name);
      if (files.length > 1) return `Several files have the id “${name}”: rename one of them in the explorer first.`;
      return files.length === 0 ? `There is no segment “${name}”.` : undefined;
    }
    case 'event':
      return schema.events.has(name) ? undefined : missing('event');
    case 'channel':
      return schema.channels.has(name) ? undefined : missing('channel');
    case 'term':
      return schema.glossary.has(name) ? undefined : missing('word');
    case 'property': {
      if (target.event === undefined) return schema.users.has(name) ? undefined : missing('user property');
      return schema.events.get(target.event)?.properties.has(name)
        ? undefined
        : missing(`property of “${target.event}”`);
    }
  }
}

function whyNoName(name: string): string | undefined {
  if (name === '') return 'A name needs at least one letter.';
  return /\p{Cc}|[\u2028\u2029]/u.test(name) ? 'A name is one line of text, without control characters.' : undefined;
}

const eventsOf = (targets: readonly Target[]): readonly string[] =>
  targets.flatMap((target) => (target.kind === 'property' && target.event !== undefined ? [target.event] : []));

function everywhere(targets: readonly Target[], name: string, snapshot: ProjectSnapshot, note?: Note): Renaming {
  const edits = [...mentionsOf(targets, snapshot)].flatMap(({ uri, mentions }) =>
    mentions.map((mention): FileEdit => ({ ...renameMention(mention, name), uri, ...(note ? { note } : {}) })),
  );
  return { ok: true, edits, moves: [] };
}

/** Data with the names of events in a column keeps the old name: then the event is found no more. */
function eventNote(name: string, { schema }: ProjectSnapshot): Note | undefined {
  const paths = schema.data.events.filter((source) => source.name !== undefined).map((source) => source.path);
  if (paths.length === 0) return undefined;
  const more = paths.length > 2 ? ` and ${paths.length - 2} more` : '';
  return {
    label: `The data calls it “${name}”`,
    description: `Rows of ${paths.slice(0, 2).join(', ')}${more} name their event. Until they have the new name, it is never found.`,
    confirm: true,
  };
}
