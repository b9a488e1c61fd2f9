import { rootShape, under } from '../../features/place/place.ts';
import type { Diagnostic, SegmentNames } from '../../language/index.ts';
import { describeSegment, entryOf, lineIndex, type SegmentReading } from '../../language/index.ts';
import type { ProjectSchema } from '../../language/schema/model.ts';
import type { MapNode } from '../../language/syntax/tree.ts';
import type { BuilderModel } from '../../protocol/index.ts';
import { unreadable } from '../edits/apply.ts';
import { rootDocs } from '../outline/card-keys.ts';
import { listsOf } from '../outline/outline.ts';
import { readOutline } from '../outline/read-outline.ts';
import { type CardSource, cardsModel } from './cards.ts';
import { addableOf, type FormMap, fieldOf } from './form.ts';
import { CARD_KINDS } from './kinds.ts';
import { problemDesk } from './problems.ts';
import { sentencesOf } from './sentences.ts';

export interface ModelInput {
  readonly uri: string;
  readonly version: number;
  readonly reading: SegmentReading;
  readonly schema: ProjectSchema;
  readonly names: SegmentNames;
  /** All problems of the file, those across files too. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A segment as the query builder shows it. */
export function builderModel({ uri, version, reading, schema, names, diagnostics }: ModelInput): BuilderModel {
  const { tree, id, segment } = reading;
  const { text, root } = tree;
  const position = lineIndex(text);
  const lineOf = (offset: number) => position(offset).line;
  const desk = problemDesk(diagnostics, { uri: reading.uri, text, tree });
  const source: CardSource = {
    text,
    schema,
    desk,
    lineOf,
    sentences: sentencesOf(segment?.where ?? [], schema),
    names: { segments: names, segmentId: id },
  };
  const shape = rootShape('segment');
  const map: MapNode =
    root?.kind === 'map' ? root : { kind: 'map', range: { start: 0, end: 0 }, entries: [], flow: false };
  const form: FormMap = { map, shape, docs: rootDocs, path: [], isRoot: true };
  const outline = readOutline(tree);
  const addable = addableOf(source, form).filter(({ key }) => key !== 'where');
  const head = map.entries
    .filter(({ key }) => key.value !== 'where')
    .map((entry) => fieldOf(source, form, entry, addable));
  const where = entryOf(map, 'where');
  const rules = cardsModel(source, {
    list: listsOf(outline.parts).find(({ key }) => key === 'where'),
    item: 'rule',
    path: ['where'],
    shape:
      where === undefined
        ? { of: 'rules', because: false }
        : under(shape, { kind: 'entry', map, entry: where, key: 'where' }),
  });
  const readOnly = readOnlyOf(reading, lineOf);
  return {
    uri,
    version,
    segment: id,
    timezone: schema.timezone,
    ...(readOnly === undefined ? {} : { readOnly }),
    head,
    addable,
    rules,
    sentence: segment === undefined ? '' : describeSegment(segment, schema),
    problems: desk.settle(),
    kinds: CARD_KINDS,
  };
}

function readOnlyOf({ tree }: SegmentReading, lineOf: (offset: number) => number): BuilderModel['readOnly'] {
  const { root, diagnostics, text } = tree;
  const mistake = unreadable(tree);
  if (mistake !== undefined) return { reason: mistake.reason, line: lineOf(mistake.at) };
  if (diagnostics.length === 0 && root === undefined) return undefined;
  if (root !== undefined && root.kind !== 'map' && text.trim() !== '') {
    return { reason: 'A segment file holds keys such as name and where.', line: 0 };
  }
  return undefined;
}
