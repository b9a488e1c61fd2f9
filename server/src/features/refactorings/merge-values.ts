/**
 * Makes one rule with a list of several rules with one value: an `any` of `is: iOS` and `is: Android` becomes `in: [iOS,
 * Android]`, two rules with `is_not` become one with `not_in`.
 *
 * With the cursor on a group all of its rules are merged, and the group goes; with the cursor in a rule, those of its list
 * that fit.
 */
import { inlineText, type Piece, textPiece } from '../../language/index.ts';
import type { SyntaxNode } from '../../language/syntax/tree.ts';
import { type Clause, clausesOf, groupList, kindKey } from './clauses.ts';
import { operatorEntries } from './negation.ts';
import type { Refactoring } from './refactoring.ts';
import { gather, isChannelRule, joinsAlike, replaceGroup } from './rejoin.ts';

/** Operators on one value, on lists, and how rules with one value each are joined to say the same as the list. */
export const LISTINGS = [
  { list: 'in', single: 'is', join: 'any' },
  { list: 'not_in', single: 'is_not', join: 'all' },
  { list: 'includes_any', single: 'includes', join: 'any' },
  { list: 'includes_all', single: 'includes', join: 'all' },
] as const;

type Listing = (typeof LISTINGS)[number];

export const mergeValues: Refactoring = {
  id: 'merge-values',
  kind: 'refactor.rewrite',
  title: 'Merge rules that differ in the value',
  documents: ['segment', 'schema'],
  example: {
    title: 'Merge into in: [iOS, Android]',
    before: `name: On a phone
where:
  - <|>any:
      - user: os
        is: iOS
      - user: os
        is: Android
`,
    after: `name: On a phone
where:
  - user: os
    in: [iOS, Android]
`,
  },
  offer: ({ selected, document, text }) => {
    const [clause] = selected?.clauses ?? [];
    if (!selected || !clause) return [];
    const inner = selected.from === selected.to ? groupList(clause) : undefined;
    const several = inner !== undefined || selected.clauses.length > 1;
    const candidates = inner
      ? clausesOf(document, inner)
      : several
        ? selected.clauses
        : clausesOf(document, selected.list);
    const pivot = several ? candidates[0] : clause;
    if (!pivot || isChannelRule(pivot)) return [];
    return LISTINGS.flatMap((listing) => {
      const merged = candidates.flatMap((each) => (each && fits(pivot, each, listing) ? [each] : []));
      if (merged.length < 2 || (several && merged.length < candidates.length)) return [];
      const values = valuesOf(text, merged);
      const piece = values && listed(text, pivot, listing, values);
      if (!values || !piece) return [];
      const whole = inner && clause.node.entries.length === 1 && inner.join !== 'none';
      const change = whole ? replaceGroup(text, clause, piece) : gather(text, merged, piece);
      if (!change) return [];
      return [
        { title: `Merge into ${listing.list}: [${values.join(', ')}]`, meaning: 'kept' as const, change: () => change },
      ];
    });
  },
};

function fits(pivot: Clause, other: Clause, listing: Listing): boolean {
  if (!joinsAlike(pivot.in, listing.join) || aboutOf(pivot) === undefined || aboutOf(pivot) !== aboutOf(other))
    return false;
  if (other.model?.kind !== 'user' && other.model?.kind !== 'property') return false;
  if (other.model.property.property?.type === 'boolean') return false;
  return [pivot, other].every((clause) => {
    const [operator, another] = operatorEntries(clause);
    return !another && (operator?.key.value === listing.single || operator?.key.value === listing.list);
  });
}

/** The property and whether case counts. */
function aboutOf(clause: Clause): string | undefined {
  const { kind, node } = clause;
  if (!['user', 'property'].includes(kindKey(clause)) || kind.value?.kind !== 'scalar') return undefined;
  const own = operatorEntries(clause);
  const rest = node.entries.filter((entry) => entry !== kind && !own.includes(entry));
  if (rest.some(({ key }) => key.value !== 'ignore_case')) return undefined;
  return JSON.stringify([kind.value.value, ...rest.map(({ value }) => value?.kind === 'scalar' && value.value)]);
}

function valuesOf(text: string, clauses: readonly Clause[]): readonly string[] | undefined {
  const values = clauses.flatMap((clause): readonly (SyntaxNode | undefined)[] => {
    const value = operatorEntries(clause)[0]?.value;
    return value?.kind === 'list' ? value.items : [value];
  });
  const inlines = values.map((value) => (value?.kind === 'scalar' ? inlineText(text, value) : undefined));
  return inlines.includes(undefined) ? undefined : [...new Set(inlines as string[])];
}

function listed(text: string, clause: Clause, { list }: Listing, values: readonly string[]): Piece | undefined {
  const [operator] = operatorEntries(clause);
  const entries = clause.node.entries.map((entry) => {
    if (entry === operator) return `${list}: [${values.join(', ')}]`;
    const value = entry.value && inlineText(text, entry.value);
    return value === undefined ? undefined : `${entry.key.source}: ${value}`;
  });
  if (entries.includes(undefined)) return undefined;
  const inline = `{${entries.join(', ')}}`;
  return textPiece(clause.node.flow ? inline : entries.join('\n'), inline);
}
