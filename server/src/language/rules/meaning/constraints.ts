/**
 * Whether conditions on one property can hold together. Tried out on the values that the conditions name, on some
 * between them and on one beyond each end: the answer of a condition changes nowhere else.
 */
import { RE2JS } from 're2js';
import type { Condition, PropertyUse } from '../../model.ts';
import { operators } from '../../operators/index.ts';
import type { Predicate } from '../../plan.ts';
import type { Property } from '../../schema/model.ts';

/** Conditions of one rule or filter on a property. */
export interface Asked {
  readonly property: PropertyUse;
  readonly conditions: readonly Condition[];
  readonly ignoreCase: boolean;
}

type Value = string | number | boolean;

/** Stand-ins for “now”: months of all lengths, their ends, a leap day. */
const MOMENTS = [
  '2027-01-15',
  '2027-01-31',
  '2027-02-28',
  '2027-03-01',
  '2027-03-31',
  '2027-04-30',
  '2027-07-15',
  '2027-08-31',
  '2027-12-31',
  '2028-02-28',
  '2028-02-29',
  '2028-03-01',
  '2028-03-30',
  '2028-12-15',
].map((day) => Date.parse(`${day}T12:00:00Z`));

/** False only when no value at all, and no missing one, can satisfy everything asked. All are of one property. */
export function canHold(asked: readonly Asked[]): boolean {
  const property = asked[0]?.property.property;
  if (property === undefined || asked.some(({ ignoreCase }) => ignoreCase)) return true;
  const conditions = asked.flatMap((each) => each.conditions);
  if (conditions.every(({ operator, operand }) => holdsForMissing(operator, operand))) return true;
  const present = conditions.filter(({ operator }) => operator !== 'exists');
  if (conditions.some(({ operator, operand }) => operator === 'exists' && holdsForMissing(operator, operand)))
    return false;
  return canHoldPresent(present, property);
}

function holdsForMissing(operator: Condition['operator'], operand: Condition['operand']): boolean {
  if (operator === 'exists') return operand.kind === 'value' && operand.value === false;
  return 'negative' in operators[operator];
}

function canHoldPresent(conditions: readonly Condition[], property: Property): boolean {
  switch (property.type) {
    case 'geo':
      return true;
    case 'list<string>':
    case 'list<number>':
      return canHoldInList(conditions);
    case 'date':
    case 'datetime': {
      // What moves with now and what stands still cross each other at some time; each is looked at alone.
      const periods = conditions.some(({ operand }) => operand.kind === 'window' && operand.window.kind === 'period');
      const fixed = conditions.filter((each) => !isRelative(each));
      const relative = periods ? [] : conditions.filter(isRelative);
      return canHoldAt(fixed, property, MOMENTS.slice(0, 1)) && canHoldAt(relative, property, MOMENTS);
    }
    default:
      return canHoldAt(conditions, property, MOMENTS.slice(0, 1));
  }
}

const RELATIVE: ReadonlySet<string> = new Set([
  'within',
  'before-ago',
  'between-ago',
  'within-next',
  'period',
  'anniversary',
]);

function isRelative({ operand }: Condition): boolean {
  return operand.kind === 'window' && RELATIVE.has(operand.window.kind);
}

function canHoldAt(conditions: readonly Condition[], property: Property, moments: readonly number[]): boolean {
  if (conditions.length === 0) return true;
  return moments.some((asOf) => {
    const subject = {
      column: { name: property.name, type: property.type },
      property,
      ignoreCase: false,
      clock: { asOf, timezone: 'UTC' },
    };
    const tests = conditions.map(({ operator, operand }) => operators[operator].lower(operand, subject));
    return canPass(tests);
  });
}

/** Whether some value passes all tests. */
function canPass(tests: readonly Predicate[]): boolean {
  const sets = tests.flatMap((test) => (test.op === 'in' ? [test.values] : []));
  const [set] = sets;
  if (set !== undefined) return set.some((value) => tests.every((test) => passes(test, value)));
  // Texts can be made up to fit any search; only tests of values and of order can be tried out.
  if (tests.some(hasSearch)) return true;
  return candidates(tests).some((value) => tests.every((test) => passes(test, value)));
}

function hasSearch(test: Predicate): boolean {
  if ('of' in test) return (Array.isArray(test.of) ? test.of : [test.of]).some(hasSearch);
  return test.op === 'text' || test.op === 'matches' || test.op === 'month_day' || test.op === 'near';
}

function named(test: Predicate): readonly Value[] {
  if (test.op === 'in') return test.values;
  if (test.op === 'compare') return [test.value];
  return 'of' in test ? (Array.isArray(test.of) ? test.of : [test.of]).flatMap(named) : [];
}

function candidates(tests: readonly Predicate[]): readonly Value[] {
  const values = tests.flatMap(named);
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  if (numbers.length > 0) {
    const between = numbers.slice(1).map((number, index) => (number + (numbers[index] ?? number)) / 2);
    return [...numbers, ...between, (numbers[0] ?? 0) - 1, (numbers.at(-1) ?? 0) + 1];
  }
  const texts = values.filter((value) => typeof value === 'string');
  // Behind each text the next possible one, before all the empty one, behind all a last one.
  if (texts.length > 0) return [...texts, ...texts.map((text) => `${text}\u0001`), '', '\uffff'];
  return values.some((value) => typeof value === 'boolean') ? [true, false] : ['\uffff'];
}

function passes(test: Predicate, value: Value): boolean {
  switch (test.op) {
    case 'and':
      return test.of.every((each) => passes(each, value));
    case 'or':
      return test.of.some((each) => passes(each, value));
    case 'not':
      return !passes(test.of, value);
    case 'never':
    case 'missing':
      return false;
    case 'compare':
      return compares(test.cmp, value, test.value);
    case 'in':
      return test.values.includes(value);
    case 'text': {
      const text = String(value);
      if (test.how === 'contains') return text.includes(test.value);
      return test.how === 'starts_with' ? text.startsWith(test.value) : text.endsWith(test.value);
    }
    case 'matches':
      return RE2JS.compile(test.pattern).matcher(String(value)).find();
    case 'month_day':
      return test.days.length > 0;
    default:
      return true;
  }
}

function compares(cmp: 'lt' | 'lte' | 'gt' | 'gte', value: Value, bound: number | string): boolean {
  if (typeof value !== typeof bound) return false;
  if (cmp === 'lt') return value < bound;
  if (cmp === 'lte') return value <= bound;
  return cmp === 'gt' ? value > bound : value >= bound;
}

/** A list can hold anything together but what it must hold and must not. */
function canHoldInList(conditions: readonly Condition[]): boolean {
  const of = (...ids: readonly string[]): readonly Value[] =>
    conditions
      .filter(({ operator }) => ids.includes(operator))
      .flatMap(({ operand }): readonly Value[] =>
        operand.kind === 'values' ? operand.values : operand.kind === 'value' ? [operand.value] : [],
      );
  const excluded: ReadonlySet<Value> = new Set(of('excludes'));
  if (of('includes', 'includes_all').some((value) => excluded.has(value))) return false;
  return conditions.every(
    ({ operator, operand }) =>
      operator !== 'includes_any' || operand.kind !== 'values' || operand.values.some((value) => !excluded.has(value)),
  );
}
