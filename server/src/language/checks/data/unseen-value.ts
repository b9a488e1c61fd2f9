import type { OperatorId } from '../../model.ts';
import { suggest } from '../../schema/suggest.ts';
import { report } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';
import type { DataCheck, PropertyFacts } from './data-check.ts';
import { type Asked, askedIn, valuesIn } from './subjects.ts';

/** Operators that ask for exactly their values. */
const EXACT: ReadonlySet<OperatorId> = new Set([
  'is',
  'is_not',
  'in',
  'not_in',
  'includes',
  'includes_any',
  'includes_all',
  'excludes',
]);

/** So many near values are named. */
const NEAREST = 3;

export const unseenValue: DataCheck<{
  readonly value: string;
  readonly of: string;
  readonly suggestions: readonly string[];
}> = {
  code: 'unseen-value',
  severity: 'information',
  title: 'a value that never occurs in the data, with the nearest that does',
  doc: 'No user (or event) in the present data has this value. It may be spelt otherwise there.',
  message: ({ value, of, suggestions }) =>
    `${quoted(value)} never occurs in ${quoted(of)} in the data.${didYouMean(suggestions)}`,
  find: ({ segment, tree }, facts) =>
    askedIn(segment).flatMap((asked) => {
      const known = asked.use.property && facts.property(asked.use.property);
      // Only when all values are known is one known not to be among them.
      if (!known || known.distinct === 0 || known.distinct > known.values.length) return [];
      return unseen(asked, known, tree);
    }),
};

function unseen(
  { use, conditions, ignoreCase }: Asked,
  { values }: PropertyFacts,
  tree: Parameters<typeof valuesIn>[0],
) {
  const { property } = use;
  if (property?.type === 'date' || property?.type === 'datetime' || property?.type === 'boolean') return [];
  const folded = (value: unknown) => (ignoreCase ? String(value).toLowerCase() : String(value));
  const seen = new Set(values.map(({ value }) => folded(value)));
  return conditions
    .filter(({ operator }) => EXACT.has(operator))
    .flatMap((condition) => valuesIn(tree, condition))
    .filter((node) => !seen.has(folded(node.value)))
    .map((node) => {
      const texts = values.flatMap(({ value }) => (typeof value === 'string' ? [{ name: value }] : []));
      const suggestions = typeof node.value === 'string' ? suggest(node.value, texts, NEAREST) : [];
      return report(unseenValue, node.range, { value: String(node.value), of: use.name, suggestions }, { suggestions });
    });
}
