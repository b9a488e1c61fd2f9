import { visit } from '../../language/checks/edits.ts';
import { entryOf, insertEntry, quoteScalar, replaceScalar } from '../../language/index.ts';
import { folderOf, joinUri, kebab, type ProjectSnapshot, SEGMENT_SUFFIX, segmentIdOf } from '../../project/index.ts';
import { mentionsOf } from '../references.ts';
import type { FileEdit, Note } from '../workspace-edit.ts';
import { type Renaming, refused } from './edits.ts';

/** Renames a segment's file, and its id wherever a rule names it. */
export function renameSegment(id: string, wanted: string, snapshot: ProjectSnapshot): Renaming {
  const newId = wanted.endsWith(SEGMENT_SUFFIX) ? wanted.slice(0, -SEGMENT_SUFFIX.length) : wanted;
  const better = kebab(newId);
  if (better !== newId) {
    const instead = better === undefined ? '' : ` For example “${better}”.`;
    return refused(`A segment’s id is lower-case words joined by hyphens; “${newId}” is not.${instead}`);
  }
  if (snapshot.byId(newId)) return refused(`There is a segment “${newId}” already.`);
  const uri = snapshot.uris.find((each) => segmentIdOf(each) === id);
  if (uri === undefined) return refused(`There is no segment “${id}”.`);
  const edits = [...followSegments(new Map([[id, newId]]), snapshot), ...keepSamples(uri, id, snapshot)];
  return { ok: true, edits, moves: [{ from: uri, to: joinUri(folderOf(uri), `${newId}${SEGMENT_SUFFIX}`) }] };
}

/** Edits of every rule that names one of these ids. */
export function followSegments(ids: ReadonlyMap<string, string>, snapshot: ProjectSnapshot): readonly FileEdit[] {
  const targets = [...ids.keys()].map((name) => ({ kind: 'segment', name }) as const);
  return [...mentionsOf(targets, snapshot)].flatMap(({ uri, mentions }) =>
    mentions.map(({ name, node }) => ({ ...replaceScalar(node, ids.get(name)!), uri })),
  );
}

/** A sample without a seed follows the id: the old id as its seed keeps its users. */
export function keepSamples(uri: string, id: string, snapshot: ProjectSnapshot): readonly FileEdit[] {
  const note: Note = {
    label: 'The sample keeps its users',
    description: 'Without a seed a sample follows the segment’s id.',
  };
  const edits: FileEdit[] = [];
  const tree = snapshot.reading(uri)?.tree;
  visit(tree?.root, (node) => {
    if (!tree || node.kind !== 'map') return;
    const sample = entryOf(node, 'sample');
    const written = sample && tree.text.startsWith(sample.key.source, sample.key.range.start);
    if (!written || entryOf(node, 'seed')) return;
    edits.push({ ...insertEntry(tree.text, node, 'seed', quoteScalar(id), sample), uri, note });
  });
  return edits;
}
