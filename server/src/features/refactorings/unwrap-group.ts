/**
 * Takes the rules of a group out of it where that says the same: `all` in a list that must all hold, `any` in an `any`
 * or `none`, a group of one rule, and `none` of a `none` of one.
 *
 * Elsewhere it is shown as impossible, with the reason. A comment behind the group's key stays, above its rules.
 */
import { itemPiece, type Piece, replaceItems } from '../../language/index.ts';
import { type Clause, type ClauseList, clausesOf, groupList, kindKey } from './clauses.ts';
import type { Change, Refactoring, Site } from './refactoring.ts';

export const unwrapGroup: Refactoring = {
  id: 'unwrap-group',
  kind: 'refactor.rewrite',
  title: 'Unwrap a group',
  documents: ['segment', 'schema'],
  example: {
    title: 'Unwrap all',
    before: `name: Buyers
where:
  - <|>all: # both
      - user: os
        is: iOS
      - did: Charged
`,
    after: `name: Buyers
where:
  # both
  - user: os
    is: iOS
  - did: Charged
`,
  },
  offer: (site) => {
    const { selected, document } = site;
    const [clause] = selected?.clauses ?? [];
    const list = clause && groupList(clause);
    if (!clause || !list || selected?.from !== selected?.to || list.list.items.length === 0) return [];
    const title = `Unwrap ${kindKey(clause)}`;
    if (clause.node.entries.length > 1) return [];
    const inner = unwrapped(document, clause, list);
    if (!inner) return [{ title, disabled: refusal(list, clause.in) }];
    return [{ title, meaning: 'kept', change: () => unwrap(site, clause, inner) }];
  },
};

/** The list whose items can stand in the place of a group. */
function unwrapped(document: Site['document'], clause: Clause, list: ClauseList): ClauseList | undefined {
  const outer = clause.in;
  const several = list.list.items.length > 1;
  // A channel tells by its own rules why a user is not reachable.
  if (several && outer.place === 'channel' && !outer.owner) return undefined;
  if (list.join === 'none') {
    const [only] = clausesOf(document, list);
    const inner = only && !several ? groupList(only) : undefined;
    if (only?.node.entries.length !== 1 || inner?.join !== 'none') return undefined;
    // Not none of some is any of them.
    return inner.list.items.length === 1 || outer.join !== 'all' ? inner : undefined;
  }
  return !several || list.join === (outer.join === 'all' ? 'all' : 'any') ? list : undefined;
}

function refusal(list: ClauseList, outer: ClauseList): string {
  if (list.join === 'none') return 'Without none the rules would be turned round.';
  if (outer.place === 'channel' && !outer.owner) return 'Each rule of a channel gives a reason of its own.';
  return list.join === 'any'
    ? 'Outside any all of its rules would have to hold.'
    : 'Outside all one of its rules would be enough.';
}

function unwrap({ text }: Site, clause: Clause, inner: ClauseList): Change | undefined {
  const pieces = inner.list.items.map((_, index) => itemPiece(text, inner.list, index));
  const own = itemPiece(text, clause.in.list, clause.index);
  const [first] = pieces;
  if (!own || !first || pieces.includes(undefined)) return undefined;
  const kept = commentsBefore(text, own, clause, inner);
  if (!kept) return undefined;
  const moved = [{ ...first, above: [...kept, ...first.above] }, ...pieces.slice(1)] as readonly Piece[];
  const inline = kept.length > 0 && clause.in.list.flow;
  const edit = inline ? undefined : replaceItems(text, clause.in.list, [clause.index, clause.index], moved);
  return edit && { edits: [edit] };
}

/** Comments that stand above the group and behind its keys; undefined when something else does: an anchor, a tag. */
function commentsBefore(text: string, own: Piece, clause: Clause, inner: ClauseList): readonly string[] | undefined {
  if (inner.list.flow) return own.above;
  const headers = inner.owner === undefined || inner.owner.node === clause.node ? 1 : 2;
  const found: string[] = [];
  for (const line of own.lines.slice(0, headers)) {
    const match = /^\s*(?:- +)?(?:all|any|none):\s*(#.*)?$/.exec(line);
    if (!match) return undefined;
    if (match[1]) found.push(match[1].trimEnd());
  }
  return text[inner.list.range.start] === '-' ? [...own.above, ...found] : undefined;
}
