/**
 * Moves the selected rules into a segment file of their own, beside this one, and refers to it with `in_segment`.
 *
 * The new segment is named after what its rules say; where the editor can, it asks for a better name at once. Several rules of
 * an `any` become an `any` there. Impossible for rules with errors, for a `sample` without a `seed` (it is drawn by the id of
 * the segment that holds it), for the sequence that a `live` segment needs, and in a channel, which refers to no segments.
 */
import {
  describeRule,
  eolOf,
  groupPiece,
  itemLines,
  itemPiece,
  type Piece,
  quoteScalar,
  type Rule,
  replaceItems,
  textPiece,
} from '../../language/index.ts';
import { everyRule } from '../../language/rules/walk.ts';
import { tokens } from '../../language/syntax/scan.ts';
import { folderOf, joinUri, kebab, SEGMENT_SUFFIX } from '../../project/index.ts';
import { type Clause, kindKey, type Selected } from './clauses.ts';
import type { Change, Refactoring, Site } from './refactoring.ts';
import { joinsAlike } from './rejoin.ts';
import { countOf } from './wording.ts';

const LONGEST_NAME = 60;
const LONGEST_ID = 40;

export const extractSegment: Refactoring = {
  id: 'extract-segment',
  kind: 'refactor.extract',
  title: 'Extract rules to a segment',
  documents: ['segment', 'schema'],
  example: {
    title: 'Extract rule to a new segment, charged-in-the-last-30-days',
    before: `--- lapsed.segment.yaml
name: Lapsed
where:
  - user: os
    is: iOS
  - <|>did: Charged # bought
    within: 30d
`,
    after: `--- lapsed.segment.yaml
name: Lapsed
where:
  - user: os
    is: iOS
  - in_segment: charged-in-the-last-30-days
--- charged-in-the-last-30-days.segment.yaml
name: Charged in the last 30 days
where:
  - did: Charged # bought
    within: 30d
`,
  },
  offer: (site) => {
    const { selected } = site;
    if (selected?.list.of !== 'rules' || selected.list.place === 'glossary') return [];
    const [only] = selected.clauses;
    if (selected.clauses.length === 1 && only && kindKey(only) === 'in_segment') return [];
    const what = countOf(selected.clauses.length, 'rules');
    const title = `Extract ${what} to a new segment`;
    const disabled = refusal(site, selected);
    if (disabled) return [{ title, disabled }];
    const rules = selected.clauses.flatMap((clause) => (clause?.model ? [clause.model as Rule] : []));
    const name = nameOf(rules, selected, site);
    const id = freeId(name, site);
    return [
      { title: `${title}, ${id}`, meaning: 'kept', names: true, change: () => extract(site, selected, { id, name }) },
    ];
  },
};

function refusal({ document, text, context }: Site, { list, clauses }: Selected): string | undefined {
  if (list.place === 'channel') return 'The rules of a channel cannot refer to segments.';
  if (clauses.some((clause) => !clause?.model)) return 'The rules have errors.';
  const rules = everyRule(clauses.flatMap((clause) => (clause?.model ? [clause.model as Rule] : [])));
  if ([...rules].some((rule) => rule.kind === 'sample' && rule.seed === undefined))
    return 'A sample without a seed is drawn by the id of its segment. Give it a seed first.';
  const isLive = document.snapshot.reading(document.uri)?.segment?.type === 'live';
  if (isLive && clauses.some((clause) => clause && kindKey(clause) === 'sequence'))
    return 'A live segment needs its sequence.';
  if (clauses.some((clause) => clause && hasAnchors(text, clause)))
    return 'Anchors and aliases of YAML do not reach into another file.';
  return context.client.actions.createsFiles ? undefined : 'This editor does not let new files be made.';
}

function hasAnchors(text: string, { in: { list }, index }: Clause): boolean {
  const piece = itemPiece(text, list, index);
  return !piece || [...tokens(piece.lines.join('\n'))].some(({ source }) => /^[&*]/.test(source));
}

function extract(
  { document, text }: Site,
  { list, from, to }: Selected,
  { id, name }: { readonly id: string; readonly name: string },
): Change | undefined {
  const all = Array.from({ length: to - from + 1 }, (_, index) => itemPiece(text, list.list, from + index));
  if (all.includes(undefined)) return undefined;
  const pieces = all as readonly Piece[];
  const placed = joinsAlike(list, 'any') && pieces.length > 1 ? [groupPiece('any', pieces)] : pieces;
  const reference = `in_segment: ${quoteScalar(id)}`;
  const own = textPiece(reference, `{${reference}}`);
  const edit = replaceItems(text, list.list, [from, to], [{ ...own, gap: pieces[0]?.gap === true }]);
  if (!edit) return undefined;
  const rules = placed.flatMap((piece, index) => itemLines(piece, 2, index > 0));
  const made = [`name: ${quoteScalar(name, 'block')}`, 'where:', ...rules, ''].join(eolOf(text));
  return {
    edits: [edit],
    creates: [{ uri: joinUri(folderOf(document.uri), `${id}${SEGMENT_SUFFIX}`), text: made }],
    names: { offset: edit.range.start + edit.newText.indexOf(reference) + 'in_segment: '.length },
  };
}

/** What the rules say, as a short name. */
function nameOf(rules: readonly Rule[], { list }: Selected, { document }: Site): string {
  const said = rules.map((rule) =>
    describeRule(rule, document.snapshot.schema)
      .replace(/[“”]/g, '')
      .replace(/^did (?!not )/, ''),
  );
  const words = said.join(joinsAlike(list, 'any') ? ' or ' : ' and ').replace(/\s+/g, ' ');
  const short = words.length <= LONGEST_NAME ? words : `${words.slice(0, LONGEST_NAME).replace(/\s+\S*$/, '')}`;
  return short.charAt(0).toUpperCase() + short.slice(1).replace(/[,:;]+$/, '');
}

function freeId(name: string, { document }: Site): string {
  const whole = kebab(name) ?? 'new-segment';
  const id = whole.length <= LONGEST_ID ? whole : whole.slice(0, LONGEST_ID).replace(/-[^-]*$/, '');
  const { names } = document.snapshot;
  let free = id;
  for (let number = 2; names.has(free); number++) free = `${id}-${number}`;
  return free;
}
