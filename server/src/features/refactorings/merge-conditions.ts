/**
 * Makes one rule of several about the same property: `gte: 18` and `lt: 30` on `age` become one rule with both.
 *
 * With a cursor in a rule, the others of its list that speak of the property are taken in; with a selection, those
 * selected. Only where all must hold, and where no operator would stand twice.
 */
import { entriesPiece, type Piece } from '../../language/index.ts';
import { type Clause, clausesOf, kindKey, type Selected } from './clauses.ts';
import { operatorEntries } from './negation.ts';
import type { Refactoring, Site } from './refactoring.ts';
import { gather, isChannelRule } from './rejoin.ts';

export const mergeConditions: Refactoring = {
  id: 'merge-conditions',
  kind: 'refactor.rewrite',
  title: 'Merge rules about one property',
  documents: ['segment', 'schema'],
  example: {
    title: 'Merge the rules about age',
    before: `name: Young adults
where:
  - user: <|>age
    gte: 18
  - did: Charged
  - user: age
    lt: 30 # not yet thirty
`,
    after: `name: Young adults
where:
  - user: age
    gte: 18
    lt: 30 # not yet thirty
  - did: Charged
`,
  },
  offer: ({ selected, document, text }) => {
    if (selected?.list.join !== 'all') return [];
    const merged = mergeable(document, selected);
    const [first] = merged;
    if (!first || merged.length < 2 || isChannelRule(first)) return [];
    const name = first.kind.value?.kind === 'scalar' ? String(first.kind.value.value) : '';
    return [
      {
        title: `Merge the ${first.in.of} about ${name}`,
        meaning: 'kept',
        change: () => {
          const piece = joined(text, first, merged.slice(1));
          return piece && gather(text, merged, piece);
        },
      },
    ];
  },
};

/** The first, and those that can be taken into it. */
function mergeable(document: Site['document'], selected: Selected): readonly Clause[] {
  const [first] = selected.clauses;
  if (!first || !['user', 'property'].includes(kindKey(first))) return [];
  const others =
    selected.clauses.length > 1
      ? selected.clauses.slice(1)
      : clausesOf(document, selected.list).filter((each) => each?.node !== first.node);
  const taken = [first];
  const keys = new Set(operatorsOf(first));
  for (const other of others) {
    const fits = other && about(other) === about(first) && operatorsOf(other).every((key) => !keys.has(key));
    if (!fits) {
      if (selected.clauses.length > 1) return [];
      continue;
    }
    for (const key of operatorsOf(other)) keys.add(key);
    taken.push(other);
  }
  return taken.sort((a, b) => a.index - b.index);
}

const operatorsOf = (clause: Clause): readonly string[] => operatorEntries(clause).map(({ key }) => String(key.value));

/** All but the operators, as text: two of it are of one property in one way. */
function about({ node, kind, ...rest }: Clause): string | undefined {
  const own = operatorEntries({ node, kind, ...rest });
  const others = node.entries.filter((entry) => !own.includes(entry));
  const texts = others.map(({ key, value }) => (value?.kind === 'scalar' ? `${key.value}: ${value.value}` : undefined));
  return texts.includes(undefined) || own.length === 0 ? undefined : texts.sort().join('\n');
}

function joined(text: string, first: Clause, others: readonly Clause[]): Piece | undefined {
  const piece = entriesPiece(
    text,
    first.node,
    first.node.entries.map((_, index) => index),
  );
  const added = others.map((clause) =>
    entriesPiece(
      text,
      clause.node,
      operatorEntries(clause).map((entry) => clause.node.entries.indexOf(entry)),
    ),
  );
  if (!piece || added.includes(undefined)) return undefined;
  const inlines = [piece, ...added].map((each) => each?.inline?.slice(1, -1));
  const inline = inlines.includes(undefined) ? undefined : `{${inlines.join(', ')}}`;
  const all = [first, ...others];
  if (all.some(({ node }) => node.flow)) {
    return inline === undefined ? undefined : { gap: false, above: [], lines: [inline], inline };
  }
  return {
    gap: false,
    above: [],
    lines: [...piece.lines, ...added.flatMap((each) => [...(each?.above ?? []), ...(each?.lines ?? [])])],
    inline,
  };
}
