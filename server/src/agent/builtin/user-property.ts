/** A property of users with what is said of it: a comparison, a time, a value, that it is there. */
import type { Property } from '../../language/schema/model.ts';
import { freeValue } from './arguments.ts';
import type { Draft, UserDraft } from './drafts.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import {
  ask,
  assume,
  isUsed,
  negationsBefore,
  neighbour,
  ownWords,
  type Reader,
  senses,
  textOf,
  use,
  userDraft,
} from './reader.ts';

export interface Clause {
  readonly reader: Reader;
  readonly marks: readonly Mark[];
  readonly drafts: Draft[];
  /** A negation holds to the end of its stretch: “not from India or Singapore”. */
  readonly start: number;
}

/** A property's own words and its unit say nothing more: “100 loyalty points”, “35 years old”. */
function absorb({ reader, marks }: Clause, i: number, property: Property, draft: UserDraft): void {
  const own = ownWords(property);
  for (const at of [neighbour(marks, i, 1), neighbour(marks, i, -1)]) {
    const mark = marks[at];
    if (
      mark?.meaning.kind === 'unknown' &&
      mark.tokens.every((index) => reader.tokens[index]!.lemmas.some((form) => own.has(form)))
    )
      use(reader, mark, draft);
  }
}

export function orderedBound({ marks, reader }: Clause, i: number, property: Property): Meant<'bound'> | undefined {
  if (!property.ordered) return undefined;
  for (const step of [-1, 1] as const) {
    let at = neighbour(marks, i, step);
    if (senses(marks[at], 'user-property').some((sense) => sense.property === property.name))
      at = neighbour(marks, at, step);
    const near = marks[at];
    if (near && isMeant(near, 'bound') && !isUsed(reader, near)) return near;
  }
  return undefined;
}

export function readProperty(clause: Clause, i: number, mark: Mark, property: Property): Draft | undefined {
  const { reader, marks, drafts } = clause;
  const said = drafts.at(-1);
  const negations = negationsBefore(reader, marks, i);
  if (
    said?.kind === 'user' &&
    said.property === property.name &&
    said.values &&
    !negations.length &&
    marks[neighbour(marks, i, 1)] === undefined
  ) {
    use(reader, mark, said);
    return undefined;
  }
  const draft = userDraft(property.name);
  const done = (): UserDraft => {
    use(reader, mark, draft);
    absorb(clause, i, property, draft);
    return draft;
  };
  if (property.type === 'number' || property.type === 'version') {
    const compare = [neighbour(marks, i, 1), neighbour(marks, i, -1)]
      .map((at) => marks[at])
      .find(
        (near): near is Meant<'compare'> => near !== undefined && isMeant(near, 'compare') && !isUsed(reader, near),
      );
    if (compare) {
      const operators = comparison(compare, property);
      if (!operators) return undefined;
      draft.operators = operators;
      use(reader, compare, draft);
      return done();
    }
  }
  if (property.type === 'datetime' || property.type === 'date') {
    const window = marks.find((near): near is Meant<'window'> => isMeant(near, 'window') && !isUsed(reader, near));
    if (window) {
      const operators = dateOperators(reader, property, window);
      if (!operators) return undefined;
      draft.operators = operators;
      use(reader, window, draft);
      return done();
    }
  }
  if (property.type === 'boolean') {
    draft.operators = { is: true };
    return done();
  }
  const text = marks[neighbour(marks, i, 1)];
  if (text && isMeant(text, 'text') && property.type === 'string') {
    const value = marks[neighbour(marks, marks.indexOf(text), 1)];
    if (!value || isUsed(reader, value)) return undefined;
    draft.operators = { [text.meaning.operator]: textOf(reader, value) };
    for (const each of [text, value]) use(reader, each, draft);
    return done();
  }
  // The value itself follows and will say it.
  if (
    marks.some(
      (near, at) =>
        at !== i &&
        !isUsed(reader, near) &&
        senses(near, 'user-value').some((value) => value.property === property.name),
    )
  ) {
    const values = marks.find(
      (near, at) => at !== i && senses(near, 'user-value').some((value) => value.property === property.name),
    )!;
    const sense = senses(values, 'user-value').find((value) => value.property === property.name)!;
    const bound = orderedBound(clause, marks.indexOf(values), property);
    if (bound) {
      draft.operators = { [bound.meaning.bound]: sense.value };
      use(reader, bound, draft);
    } else draft.values = [sense.value];
    use(reader, values, draft);
    return done();
  }
  const free = text && freeValue(reader, text, property);
  if (free && text) {
    draft.values = [free];
    use(reader, text, draft);
    assume(reader, `“${free}” is taken as a value of ${property.name}`);
    return done();
  }
  return exists(clause, i, mark, property, draft) ? done() : undefined;
}

/** “with a phone number”, “don’t have an email address”. */
function exists({ reader, marks }: Clause, i: number, mark: Mark, property: Property, draft: UserDraft): boolean {
  const before = marks.slice(0, i);
  const having = before.some(
    (near) =>
      near.meaning.kind === 'with' ||
      (isMeant(near, 'aux') && near.meaning.aux === 'have') ||
      near.tokens.some((index) =>
        /^(have|has|had|got|provide[ds]?|given|shared|left|set|added)$/.test(reader.tokens[index]!.lower),
      ),
  );
  const without = negationsBefore(reader, marks, i).filter((negation) => negation.meaning.form !== 'outside');
  const verb = property.type === 'datetime' || property.type === 'date';
  const alone = marks.every((near, at) => at === i || near.meaning.kind !== 'unknown');
  if (!(having || without.length || verb) || !alone) {
    const values = (property.values ?? []).slice(0, 6).map((value) => ({
      text: String(value),
      reading: { as: 'rules' as const, rules: [{ user: property.name, is: value }] },
    }));
    ask(reader, [mark], `Which ${property.name} is meant?`, values);
    return false;
  }
  draft.operators = { exists: !(without.length % 2) };
  for (const negation of without) use(reader, negation, draft);
  return true;
}

function comparison(mark: Meant<'compare'>, property: Property): Record<string, unknown> | undefined {
  const { bound, values, version } = mark.meaning;
  if (property.type === 'version')
    return version
      ? { [bound]: version }
      : values.length === 1 && !Number.isNaN(values[0])
        ? { [bound]: String(values[0]) }
        : undefined;
  if (values.some(Number.isNaN)) return undefined;
  if (mark.meaning.unit === 'times') return undefined;
  return { [bound]: values.length > 1 ? [...values] : values[0] };
}

const BIRTHDAYS = /birth|anniversary|born/i;

function dateOperators(reader: Reader, property: Property, mark: Meant<'window'>): Record<string, unknown> | undefined {
  const { window } = mark.meaning;
  const birthday =
    reader.schema.roles.birthday === property.name ||
    [property.name, ...property.aliases].some((name) => BIRTHDAYS.test(name));
  if (!birthday) return { ...window };
  const next = window['within_next'];
  if (next !== undefined) return { anniversary_within_next: next };
  // A birthday “this month” recurs: the language has no calendar form of it.
  const dated =
    'before' in window || 'after' in window || ('between' in window && /\b(19|20)\d\d\b/.test(textOf(reader, mark)));
  return dated ? { ...window } : undefined;
}
