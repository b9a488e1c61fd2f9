/** Whether a value satisfies the operators of a rule or filter. */
import type { Doc } from './input.ts';
import { type Clock, inSpan, recursWithin } from './moments.ts';
import { compare, type Declaration, distanceKm, type Place, radiusKm, same, typed, type Value } from './values.ts';

const NEGATIVE: Readonly<Record<string, string>> = {
  is_not: 'is',
  not_in: 'in',
  not_contains: 'contains',
  not_within: 'within',
  excludes: 'includes',
};
const POSITIVE = new Set(
  (
    'is in contains starts_with ends_with matches gt gte lt lte between on before after within within_next ' +
    'anniversary_within_next includes includes_any includes_all near'
  ).split(' '),
);

/** Every operator of the document must hold; other keys of the rule are not looked at. */
export function satisfies(
  value: Value | undefined,
  declared: Declaration | undefined,
  operators: Doc,
  clock: Clock,
): boolean {
  const ignoreCase = operators['ignore_case'] === true;
  const present = declared === undefined ? undefined : value;
  return Object.entries(operators).every(([name, operand]) => {
    if (name === 'exists') return operand === (present !== undefined);
    const opposite = NEGATIVE[name];
    if (opposite) return !positive(present, declared, opposite, operand, ignoreCase, clock);
    return POSITIVE.has(name) ? positive(present, declared, name, operand, ignoreCase, clock) : true;
  });
}

function positive(
  value: Value | undefined,
  declared: Declaration | undefined,
  operator: string,
  operand: unknown,
  ignoreCase: boolean,
  clock: Clock,
): boolean {
  if (value === undefined || declared === undefined) return false;
  if (declared.type === 'datetime' || declared.type === 'date') {
    if (operator === 'anniversary_within_next') return recursWithin(value as number, operand, clock);
    return inSpan(value as number, operator, operand, clock);
  }
  if (declared.type.startsWith('list<')) return listHolds(value as readonly unknown[], operator, operand, ignoreCase);
  if (operator === 'near') {
    const { lat, lon, radius } = operand as Doc;
    return distanceKm(value as Place, { lat, lon } as Place) <= radiusKm(String(radius));
  }
  if (declared.type === 'string' && TEXT[operator]) {
    const fold = ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
    if (operator === 'matches') return new RegExp(String(operand), ignoreCase ? 'iu' : 'u').test(value as string);
    if (operator === 'in')
      return (operand as readonly unknown[]).some((item) => fold(String(item)) === fold(value as string));
    return TEXT[operator](fold(value as string), fold(String(operand)));
  }
  return scalarHolds(value, declared, operator, operand, clock);
}

const TEXT: Readonly<Record<string, (value: string, operand: string) => boolean>> = {
  is: (value, operand) => value === operand,
  in: () => false,
  contains: (value, operand) => value.includes(operand),
  starts_with: (value, operand) => value.startsWith(operand),
  ends_with: (value, operand) => value.endsWith(operand),
  matches: () => false,
};

function scalarHolds(value: Value, declared: Declaration, operator: string, operand: unknown, clock: Clock): boolean {
  const { type, order } = declared;
  const read = (item: unknown): Value => typed(type === 'version' ? String(item) : item, type, clock.calendar)!;
  if (operator === 'is') return same(value, read(operand), type);
  if (operator === 'in') return (operand as readonly unknown[]).some((item) => same(value, read(item), type));
  const holds = (name: string, bound: unknown): boolean => {
    const difference = compare(value, read(bound), type, order);
    if (difference === undefined) return false;
    if (name === 'gt') return difference > 0;
    if (name === 'gte') return difference >= 0;
    return name === 'lt' ? difference < 0 : difference <= 0;
  };
  if (operator === 'between') {
    const [low, high] = operand as readonly unknown[];
    return holds('gte', low) && holds('lte', high);
  }
  return holds(operator, operand);
}

/** The number operators, for counts and other measures. */
export function numberSatisfies(value: number, operators: Doc, clock: Clock): boolean {
  return satisfies(value, { type: 'number' }, operators, clock);
}

function listHolds(value: readonly unknown[], operator: string, operand: unknown, ignoreCase: boolean): boolean {
  const fold = (item: unknown) => (ignoreCase && typeof item === 'string' ? item.toLowerCase() : item);
  const has = (item: unknown) => value.some((element) => fold(element) === fold(item));
  if (operator === 'includes') return has(operand);
  const wanted = operand as readonly unknown[];
  return operator === 'includes_any' ? wanted.some(has) : wanted.every(has);
}
