import { entryOf, insertEntry, nodeAtPath, quoteKey, quoteScalar } from '../../language/index.ts';
import type { MapNode } from '../../language/syntax/tree.ts';
import type { ProjectSnapshot } from '../../project/index.ts';
import type { Mention } from '../mentions.ts';
import { get, textsOf } from '../place/shape.ts';
import { mentionsOf } from '../references.ts';
import type { Target } from '../targets.ts';
import type { FileEdit, Note } from '../workspace-edit.ts';
import { type Renaming, refused, renameMention } from './edits.ts';

/**
 * Renames a property of users (no events) or of events. Rules that ask several events for it together need one name, so
 * it is renamed on all of those. The data's columns keep their names: sources say which column the property is.
 */
export function renameProperty(
  name: string,
  asked: readonly string[],
  newName: string,
  snapshot: ProjectSnapshot,
): Renaming {
  const { schema } = snapshot;
  const ofUsers = asked.length === 0;
  const events = ofUsers ? [] : togetherWith(asked, name, snapshot);
  const taken = ofUsers
    ? schema.users.has(newName)
      ? 'Users have'
      : undefined
    : events.flatMap((event) => (schema.events.get(event)?.properties.has(newName) ? [`“${event}” has`] : []))[0];
  if (taken !== undefined) return refused(`${taken} a property “${newName}” already.`);
  const others = new Set(events.filter((event) => !asked.includes(event)));
  const note: Note = {
    label: `Also the property of ${[...others].map((event) => `“${event}”`).join(', ')}`,
    description: 'Rules ask these events for it together, so they need one name for it.',
  };
  const kept = (mention: Mention) =>
    mention.as === 'column' &&
    mention.owner?.of === 'events' &&
    mention.owner.events.length === 0 &&
    [...schema.events.values()].some((event) => !events.includes(event.name) && event.properties.has(name));
  const edits: FileEdit[] = [];
  for (const { uri, mentions } of mentionsOf(targetsFor(name, events), snapshot)) {
    for (const mention of mentions) {
      if (kept(mention)) continue;
      const also = mention.owner?.of === 'events' && mention.owner.events.some((event) => others.has(event));
      edits.push({ ...renameMention(mention, newName), uri, ...(also ? { note } : {}) });
    }
  }
  const columns = keepColumns(name, ofUsers ? undefined : events, newName, snapshot);
  return typeof columns === 'string'
    ? refused(columns)
    : { ok: true, edits: [...edits, ...columns.map((edit) => ({ ...edit, uri: snapshot.schemaUri }))], moves: [] };
}

const targetsFor = (name: string, events: readonly string[]): readonly Target[] =>
  (events.length === 0 ? [undefined] : events).map((event) => ({ kind: 'property', name, event }));

/** The events given and all that rules ask for the property together with them. */
function togetherWith(asked: readonly string[], name: string, snapshot: ProjectSnapshot): readonly string[] {
  const known = new Set(asked);
  for (let before = 0; before !== known.size; ) {
    before = known.size;
    for (const { mentions } of mentionsOf(targetsFor(name, [...known]), snapshot)) {
      for (const { owner } of mentions) {
        for (const event of owner?.of === 'events' ? owner.events : []) {
          if (snapshot.schema.events.get(event)?.properties.has(name)) known.add(event);
        }
      }
    }
  }
  return [...known];
}

/** Edits of the data's sources that have no word on the property yet; a sentence when one has another for the new name. */
function keepColumns(
  name: string,
  events: readonly string[] | undefined,
  newName: string,
  { schemaReading: { tree }, schema }: ProjectSnapshot,
): readonly Omit<FileEdit, 'uri'>[] | string {
  const edits: Omit<FileEdit, 'uri'>[] = [];
  const note: Note = {
    label: `The data’s column stays “${name}”`,
    description: '`columns` says which column the property is.',
  };
  const usedElsewhere = [...schema.events.values()].some(
    (event) => !events?.includes(event.name) && event.properties.has(name),
  );
  const node = nodeAtPath(tree, ['data', events === undefined ? 'users' : 'events']);
  for (const source of node?.kind === 'list' ? node.items : [node]) {
    if (source?.kind !== 'map') continue;
    const [fixed] = textsOf(get(source, 'event'));
    if (fixed !== undefined && !events?.includes(fixed)) continue;
    const columns = get(source, 'columns');
    const mapped = columns?.kind === 'map' ? entryOf(columns, name) : undefined;
    if (columns?.kind === 'map' && entryOf(columns, newName)) {
      return `A data source has a column for “${newName}” already: take it out of \`columns\` first.`;
    }
    const isShared = events !== undefined && fixed === undefined && usedElsewhere;
    if (mapped && !isShared) continue;
    const column = mapped ? (textsOf(mapped.value)[0] ?? name) : name;
    edits.push({ ...addColumn(tree.text, source, columns, newName, column), note });
  }
  return edits;
}

function addColumn(text: string, source: MapNode, columns: unknown, name: string, column: string) {
  const known = columns === undefined ? undefined : entryOf(source, 'columns');
  if (known?.value?.kind === 'map') return insertEntry(text, known.value, name, quoteScalar(column));
  return insertEntry(text, source, 'columns', `{${quoteKey(name)}: ${quoteScalar(column)}}`);
}
