import * as z from 'zod';
import { lineIndex, lowerSegment, parseInstant } from '../../language/index.ts';
import type { SegmentPlan } from '../../language/plan.ts';
import { type ProjectSnapshot, pathBelow, withReferences } from '../../project/index.ts';
import type { CompareAnswer, CompareOptions, CompareWith } from '../../protocol/index.ts';
import type { EarlierUri } from '../../revisions/index.ts';
import type { Lists, Row } from '../../store/ports.ts';
import { dataDiffers } from '../data-differs.ts';
import { maskRow } from '../mask.ts';
import { prepareSegment } from '../prepare.ts';
import { sampleColumns } from '../sample-columns.ts';
import { prepareEarlier } from '../segment-change.ts';
import { ruleChanges } from './rule-changes.ts';
import type { Section, SectionSubject, Unavailable } from './section.ts';
import { cellsOf, columnsOf } from './user-rows.ts';

const SAMPLES = 5;

export const compare: Section<'compare'> = {
  title: 'Compare',
  summary: 'who entered and left against HEAD, a revision, another segment or another instant',
  options: z.strictObject({
    with: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('head') }),
      z.strictObject({ kind: z.literal('revision'), revision: z.string().min(1) }),
      z.strictObject({ kind: z.literal('segment'), id: z.string() }),
      z.strictObject({ kind: z.literal('asOf'), asOf: z.string() }),
    ]),
    samples: z.optional(z.number().int().min(0).max(50)),
  }),
  argument: { name: 'HEAD|REVISION|segment:ID|as-of:INSTANT', read: (text) => ({ with: compareWith(text) }) },
  async answer(subject, options: CompareOptions) {
    const other = await otherVersion(subject, options.with);
    if ('unavailable' in other) return other;
    const { snapshot, store, prepared, call } = subject;
    const { schema } = snapshot;
    const names = sampleColumns(snapshot);
    const lists = { ...other.lists, ...prepared.lists };
    const sample = { size: options.samples ?? SAMPLES, columns: names };
    const changed = await store.changes({ lists, before: other.plan, after: prepared.plan, sample }, call);
    const shown = (rows: readonly Row[]) => rows.map((row) => cellsOf(maskRow(row, schema), names));
    const { entered, left, stayed } = changed.samples;
    return {
      title: other.title,
      ...(other.renamedFrom === undefined ? {} : { renamedFrom: other.renamedFrom }),
      beforeAsOf: new Date(other.plan.asOf).toISOString(),
      before: changed.before,
      after: changed.after,
      entered: changed.entered,
      left: changed.left,
      stayed: changed.stayed,
      columns: columnsOf(names, schema, false),
      samples: { entered: shown(entered), left: shown(left), stayed: shown(stayed) },
      changes: other.rulesOf ? changesIn(subject, other.rulesOf) : [],
    };
  },
};

/** As it is written on the command line. */
function compareWith(text: string): CompareWith {
  const [, kind, rest = ''] = /^(segment|as-of):(.*)$/.exec(text) ?? [];
  if (kind === 'segment') return { kind, id: rest };
  if (kind === 'as-of') return { kind: 'asOf', asOf: rest };
  return text.toUpperCase() === 'HEAD' ? { kind: 'head' } : { kind: 'revision', revision: text };
}

interface Other {
  readonly title: string;
  readonly plan: SegmentPlan;
  readonly lists: Lists;
  /** Where its rules are to be compared; absent when they are the same. */
  readonly rulesOf?: { readonly snapshot: ProjectSnapshot; readonly uri: string; readonly uriOf: EarlierUri };
  readonly renamedFrom?: string;
}

async function otherVersion(subject: SectionSubject, other: CompareWith): Promise<Other | Unavailable> {
  const { snapshot, prepared } = subject;
  const { segment, context, lists } = prepared;
  switch (other.kind) {
    case 'asOf': {
      const asOf = parseInstant(other.asOf, snapshot.schema.timezone);
      if (asOf === undefined) return { unavailable: `“${other.asOf}” is not an instant. Write a date (2026-01-31).` };
      const title = `the data as of ${other.asOf.replace('T', ' ')}`;
      return { title, plan: lowerSegment(segment, { ...context, asOf }).plan, lists };
    }
    case 'segment': {
      const reading = snapshot.byId(other.id);
      if (!reading) return { unavailable: `There is no segment “${other.id}” in the project.` };
      const asOf = new Date(prepared.plan.asOf).toISOString();
      const found = await prepareSegment(snapshot, reading.uri, { ...subject.moment, asOf });
      if (found.state === 'failed') return { unavailable: found.message };
      if (found.state === 'invalid') return { unavailable: `The segment “${other.id}” has errors.` };
      const rulesOf = { snapshot, uri: reading.uri, uriOf: (at: string) => at };
      return { title: found.segment.name, plan: found.plan, lists: found.lists, rulesOf };
    }
    default:
      return earlierVersion(subject, other.kind === 'head' ? 'HEAD' : other.revision);
  }
}

async function earlierVersion(subject: SectionSubject, revision: string): Promise<Other | Unavailable> {
  const { earlier, snapshot, prepared, moment } = subject;
  if (!earlier) return { unavailable: 'There is no git here to compare with.' };
  const found = await earlier.repository();
  if (!found.ok) return { unavailable: found.reason };
  const { repository } = found;
  const commit = await (revision === 'HEAD' ? repository.head() : repository.commit(revision));
  if (!commit) {
    const none = revision === 'HEAD' ? 'There is no commit yet.' : `There is no branch, tag or commit “${revision}”.`;
    return { unavailable: none };
  }
  const { uri } = prepared.reading;
  const title = `${revision} (${commit.id.slice(0, 7)})`;
  const { snapshot: before, uriOf } = await earlier.projects.at(snapshot, repository, commit.id, uri);
  const from = uriOf(uri);
  if (from === undefined) return { unavailable: `The segment is new: ${title} does not have its file.` };
  const differs = dataDiffers(before, from, snapshot.schema);
  if (differs) return { unavailable: `At ${title} ${differs}, so today’s data can’t tell who was in the segment.` };
  const version = await prepareEarlier(prepared, before, from, moment);
  if (!version) return { unavailable: `At ${title} the segment has errors, so there is nobody to compare with.` };
  const renamedFrom = from === uri ? undefined : pathBelow(snapshot.rootUri, from);
  return {
    title,
    plan: version.plan,
    lists: version.lists,
    rulesOf: { snapshot: before, uri: from, uriOf },
    ...(renamedFrom === undefined ? {} : { renamedFrom }),
  };
}

/** The segment's own rules, then those of the segments that it refers to, as far as both versions have them. */
function changesIn(
  { snapshot, prepared }: SectionSubject,
  other: NonNullable<Other['rulesOf']>,
): CompareAnswer['changes'] {
  const rulesAt = (from: ProjectSnapshot, uri: string) => ({
    rules: from.reading(uri)?.segment?.where ?? [],
    schema: from.schema,
  });
  const { uri, tree } = prepared.reading;
  const lineAt = lineIndex(tree.text);
  const own = ruleChanges(rulesAt(other.snapshot, other.uri), rulesAt(snapshot, uri)).map((change) => {
    if (change.kind === 'removed') return change;
    const { rule, ...words } = change;
    return { ...words, line: lineAt(rule.range.start).line };
  });
  // Another segment refers to others of its own; an earlier version of this one to earlier versions of the same.
  if (other.snapshot === snapshot) return own;
  const referred = withReferences(snapshot, uri).flatMap((at) => {
    const id = snapshot.reading(at)?.id;
    const from = other.uriOf(at);
    if (at === uri || id === undefined || from === undefined) return [];
    return ruleChanges(rulesAt(other.snapshot, from), rulesAt(snapshot, at)).map((change) => ({
      kind: change.kind,
      ...('before' in change ? { before: `in ${id}: ${change.before}` } : {}),
      ...('after' in change ? { after: `in ${id}: ${change.after}` } : {}),
    }));
  });
  return [...own, ...referred];
}
