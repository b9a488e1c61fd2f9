/** Values and properties beside an event: its filters. */
import type { Property } from '../../language/schema/model.ts';
import type { EventDraft, FilterDraft } from './drafts.ts';
import { type Clause, take } from './event-scope.ts';
import { LIGHT_VERBS, THINGS } from './general.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import {
  ask,
  assume,
  eventProperty,
  isUsed,
  neighbour,
  type Reader,
  senseOptions,
  senses,
  textOf,
  use,
} from './reader.ts';

/** A value or property of the event: a filter. */
export function readArgument(clause: Clause, i: number, mark: Meant<'entity'>): boolean {
  const { reader, draft, marks, head } = clause;
  const values = senses(mark, 'event-value').filter(
    (sense) =>
      draft.events.every((event) => sense.events.includes(event)) ||
      eventProperty(reader, draft.events, sense.property)?.values?.includes(sense.value),
  );
  if (values.length && isDoing(clause, i, mark)) {
    assume(reader, `“${textOf(reader, mark)}” is what they did, not a value`);
    return take(reader, mark, draft);
  }
  const negation = localNegation(clause, i);
  if (values.length) {
    const chosen = values.length === 1 ? values[0] : pick(clause, i, values);
    if (!chosen) {
      ask(
        reader,
        [mark],
        `Which property is “${textOf(reader, mark)}” a value of?`,
        senseOptions(values, (sense) => sense.property),
      );
      return false;
    }
    const be =
      draft.occurrence &&
      marks.slice(0, i).some((each, at) => at > head && isMeant(each, 'aux') && each.meaning.aux === 'be');
    addValue(
      be ? draft.having : draft.filters,
      chosen.property,
      chosen.value,
      negation !== undefined,
      isEvery(marks, mark),
    );
    if (negation) use(reader, negation, draft);
    return take(reader, mark, draft);
  }
  const sense = senses(mark, 'event-property').find((each) => eventProperty(reader, draft.events, each.property));
  if (!sense) return false;
  const property = eventProperty(reader, draft.events, sense.property)!;
  const next = marks[neighbour(marks, i, 1)];
  const sameValue = marks.some(
    (each) => each !== mark && senses(each, 'event-value').some((value) => value.property === property.name),
  );
  const compared =
    property.type === 'number' && marks.some((each) => each.meaning.kind === 'compare' && !isUsed(reader, each));
  if (sameValue || compared) return sameValue ? take(reader, mark, draft) : false;
  const free = next && freeValue(reader, next, property);
  if (free !== undefined && next) {
    addValue(draft.filters, property.name, free, negation !== undefined, false);
    assume(reader, `“${textOf(reader, next)}” is taken as a value of ${property.name}`);
    use(reader, next, draft);
  } else if (property.type === 'boolean')
    addFilter(draft, { property: property.name, operators: { is: true }, negated: negation !== undefined });
  else if (mark.tokens.every((index) => THINGS.has(reader.tokens[index]!.lower))) return take(reader, mark, draft);
  else if (!negation && !isHad(clause, i)) return false;
  else addFilter(draft, { property: property.name, operators: { exists: true }, negated: negation !== undefined });
  if (negation) use(reader, negation, draft);
  return take(reader, mark, draft);
}

/** “placed more than 2 orders”: a light verb that governs the event's noun is the doing, also where it is a value of a status. */
function isDoing({ reader, marks, head }: Clause, i: number, mark: Mark): boolean {
  const [index, more] = mark.tokens;
  if (head <= i || more !== undefined || !reader.tokens[index!]!.lemmas.some((form) => LIGHT_VERBS.has(form)))
    return false;
  const before = marks[i - 1];
  return (
    !before ||
    ['who', 'not', 'subject'].includes(before.meaning.kind) ||
    (isMeant(before, 'aux') && before.meaning.aux !== 'be')
  );
}

/** “with a coupon”, “used a coupon”: it is there. Only named, a property says nothing. */
function isHad({ reader, marks }: Clause, i: number): boolean {
  return marks
    .slice(0, i)
    .some(
      (mark) =>
        mark.meaning.kind === 'with' ||
        mark.tokens.some((index) =>
          /^(use[sd]?|using|having|apply|applied|applying|via)$/.test(reader.tokens[index]!.lower),
        ),
    );
}

function addFilter(draft: EventDraft, filter: FilterDraft): void {
  draft.filters.push(filter);
}

/** “both Shoes and Bags”, “Shoes and Bags” of an event: one of each. */
function isEvery(marks: readonly Mark[], mark: Mark): boolean {
  const at = marks.indexOf(mark);
  return marks.some(
    (each, i) =>
      each.meaning.kind === 'both' || (isMeant(each, 'join') && each.meaning.join === 'and' && Math.abs(i - at) <= 3),
  );
}

/** A negation between the event and its argument: “bought without a coupon”. One before the verb is the verb's. */
function localNegation({ reader, marks, head }: Clause, i: number): Mark | undefined {
  for (let at = i - 1; at > head && at >= 0; at--) {
    const mark = marks[at]!;
    if (isMeant(mark, 'not')) return isUsed(reader, mark) ? undefined : mark;
    if (mark.meaning.kind === 'entity') return undefined;
  }
  return undefined;
}

export function addValue(
  filters: FilterDraft[],
  property: string,
  value: string | number,
  negated: boolean,
  every: boolean,
): void {
  const known = filters.find(
    (filter) => filter.property === property && filter.values && (filter.negated ?? false) === negated,
  );
  if (known?.values) {
    if (!known.values.includes(value)) known.values.push(value);
    if (every) known.every = true;
  } else
    filters.push({
      property,
      operators: {},
      values: [value],
      ...(negated ? { negated } : {}),
      ...(every ? { every } : {}),
    });
}

/** “to Paris”, “from Rome”, “destination Paris”: which of two properties a value belongs to. */
function pick<T extends { readonly property: string }>(
  { reader, marks }: Clause,
  i: number,
  options: readonly T[],
): T | undefined {
  const before = marks[neighbour(marks, i, -1)];
  const after = marks[neighbour(marks, i, 1)];
  for (const near of [before, after])
    for (const option of options)
      if (senses(near, 'event-property').some((sense) => sense.property === option.property)) return option;
  const word = reader.tokens[marks[i]!.tokens[0]! - 1]?.lower;
  const hint =
    word === 'to'
      ? /^(to|destination|dest|arrival|recipient|target)/
      : word === 'from'
        ? /^(from|origin|source|departure|sender)/
        : undefined;
  const hinted = hint ? options.filter((option) => hint.test(option.property.toLowerCase())) : [];
  return hinted.length === 1 ? hinted[0] : undefined;
}

/** An unknown word right after a text property is taken as its value when it looks like one: a code, a name. */
export function freeValue(reader: Reader, mark: Mark, property: Property): string | undefined {
  if (property.type !== 'string' || property.values || mark.meaning.kind !== 'unknown') return undefined;
  const text = textOf(reader, mark);
  return /[A-Z0-9]/.test(text) ? text : undefined;
}
