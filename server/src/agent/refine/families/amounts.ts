/** “at least 3 times”, “more than 1000”, “make it 5”: another number for the rule that has one. */
import { isMeant, type Meant } from '../../builtin/marks.ts';
import type { PlainRule } from '../../result.ts';
import { changeLeaves, leaves } from '../plain-rules.ts';
import { type Outcome, type RefineFamily, type Refinement, whichRule } from '../refinement.ts';
import { isMap } from '../render-value.ts';

const VERB =
  /^(?:make (?:it|that)|change (?:it|that)? ?(?:to)?|use|set (?:it|that) to|(?:raise|lower|increase|reduce|change|set) (?:the )?(?:amount|number|count|threshold|limit|minimum|maximum|total)? ?(?:it )?(?:to)?|take)\s+/i;
export const BOUNDS = ['gt', 'gte', 'lt', 'lte', 'is', 'between'] as const;
const COUNTED = ['count', 'days'] as const;
const MONEY = ['sum', 'avg', 'min', 'max'] as const;

export const amounts: RefineFamily = {
  id: 'amounts',
  examples: ['at least 3 times', 'more than 1000', 'raise the amount to 500', 'make it 5 times'],
  read(refinement) {
    const verb = VERB.exec(refinement.wish);
    const words = (verb ? refinement.wish.slice(verb[0].length) : refinement.wish).replace(/\binstead\b/gi, '').trim();
    const compare = comparisonOf(refinement, words);
    return compare && change(refinement, compare);
  },
};

/** The one comparison that all of the words are. */
export function comparisonOf(refinement: Refinement, words: string): Meant<'compare'> | undefined {
  const marks = refinement.marks(words);
  const found = marks.filter((mark): mark is Meant<'compare'> => isMeant(mark, 'compare'));
  const rest = marks.every((mark) => isMeant(mark, 'compare') || mark.meaning.kind === 'filler');
  return found.length === 1 && rest && !found[0]!.meaning.values.some(Number.isNaN) ? found[0] : undefined;
}

function change(refinement: Refinement, compare: Meant<'compare'>): Outcome | undefined {
  const { rules, wish } = refinement;
  const { unit } = compare.meaning;
  const numbered = leaves(rules).filter((rule) => slotsOf(rule, unit).length > 0);
  const plain = leaves(rules).filter(
    (rule) => 'did' in rule && Object.keys(rule).every((key) => !['count', ...MONEY].includes(key)),
  );
  const candidates = numbered.length > 0 || unit !== 'times' ? numbered : plain;
  if (candidates.length === 0) return undefined;
  const which =
    candidates.length > 1
      ? whichRule(refinement, candidates, wish, 'Several rules have a number. Which of them shall change?')
      : { chosen: candidates };
  if ('outcome' in which) return which.outcome;
  const changed = changeLeaves(rules, (rule) => (which.chosen.includes(rule) ? withNumber(rule, compare) : rule));
  return { rules: changed };
}

/** Where a number of this unit stands in a rule: under `count`, under `sum`, or as the user property's own operand. */
function slotsOf(rule: PlainRule, unit: Meant<'compare'>['meaning']['unit']): readonly string[] {
  const measures = (
    unit === 'days'
      ? ['days']
      : unit === 'times'
        ? ['count']
        : unit === 'money'
          ? MONEY
          : [...COUNTED, ...MONEY, 'distinct']
  ).filter((key) => isMap(rule[key]));
  const own = 'user' in rule && unit !== 'times' && BOUNDS.some((key) => isNumeric(rule[key])) ? ['user'] : [];
  return [...measures, ...own];
}

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (Array.isArray(value) && value.every((each) => typeof each === 'number'));

function withNumber(rule: PlainRule, compare: Meant<'compare'>): PlainRule {
  const [slot] = slotsOf(rule, compare.meaning.unit);
  if (slot === undefined) return { ...rule, count: bounded({}, compare) };
  return slot === 'user' ? bounded(rule, compare) : { ...rule, [slot]: bounded(rule[slot] as PlainRule, compare) };
}

/** The old bound gives way; a number without a word of comparison keeps the old word. */
export function bounded(holder: PlainRule, { meaning }: Meant<'compare'>): PlainRule {
  const value = meaning.bound === 'between' ? [...meaning.values] : meaning.values[0];
  const old = BOUNDS.filter((key) => isNumeric(holder[key]));
  const [first] = old;
  const key =
    meaning.plain && first !== undefined && first !== 'between'
      ? first
      : meaning.plain && first === undefined
        ? 'gte'
        : meaning.bound;
  if (first === undefined) return { ...holder, [key]: value };
  return Object.fromEntries(
    Object.entries(holder).flatMap(([name, each]) =>
      name === first ? [[key, value] as const] : old.includes(name as 'gt') ? [] : [[name, each] as const],
    ),
  );
}
