/** “aged 18 to 25”, “from Mumbai”, “without a phone number”, “signed up last week”: what is said of users themselves. */
import type { Property } from '../../language/schema/model.ts';
import { rulesInWords } from '../rule-words.ts';
import type { Draft, FixedDraft, UserDraft } from './drafts.ts';
import { freeValue } from './event-clause.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import {
  ask,
  assume,
  isUsed,
  negationsBefore,
  neighbour,
  ownWords,
  type Reader,
  senseOptions,
  senses,
  textOf,
  use,
  userDraft,
} from './reader.ts';

interface Clause {
  readonly reader: Reader;
  readonly marks: readonly Mark[];
  readonly drafts: Draft[];
  /** A negation holds to the end of its stretch: “not from India or Singapore”. */
  readonly start: number;
}

/** Reads what `marks` say of users; marks that an event used already are left alone. */
export function readUserClause(reader: Reader, marks: readonly Mark[]): Draft[] {
  const clause: Clause = { reader, marks, drafts: [], start: 0 };
  let last = 0;
  for (const [i, mark] of marks.entries()) {
    if (isUsed(reader, mark)) continue;
    const draft = readOne(clause, i, mark);
    if (!draft) continue;
    const reached = marks.reduce(
      (most, each, at) => (each.tokens.every((index) => draft.tokens.has(index)) ? Math.max(most, at) : most),
      i,
    );
    const negations = negationsBefore(reader, marks, reached, last);
    if (negations.length && !(draft.kind === 'user' && draft.operators['exists'] === false)) {
      if ('negated' in draft && negations.length % 2) draft.negated = !draft.negated;
      for (const negation of negations) use(reader, negation, draft);
    }
    last = reached + 1;
    const joined = marks.some((each, at) => isMeant(each, 'join') && at < i && at > i - 4);
    const known = clause.drafts.findLast(
      (each) =>
        each.kind === 'user' &&
        draft.kind === 'user' &&
        each.property === draft.property &&
        (joined || each.negated === draft.negated),
    );
    if (known?.kind === 'user' && draft.kind === 'user' && known.values && draft.values) {
      known.values.push(...draft.values.filter((value) => !known.values!.includes(value)));
      if (marks.some((each, at) => isMeant(each, 'join') && each.meaning.join === 'and' && at < i && at > i - 4))
        known.every = true;
      for (const index of draft.tokens) known.tokens.add(index);
    } else clause.drafts.push(draft);
  }
  return clause.drafts;
}

function readOne(clause: Clause, i: number, mark: Mark): Draft | undefined {
  const { reader } = clause;
  if (isMeant(mark, 'near')) {
    const geo = [...reader.schema.users.values()].filter((property) => property.type === 'geo');
    if (geo.length !== 1) return undefined;
    const draft = userDraft(geo[0]!.name, { near: mark.meaning.near });
    use(reader, mark, draft);
    return draft;
  }
  if (isMeant(mark, 'compare')) return readAge(clause, i, mark);
  if (!isMeant(mark, 'entity')) return undefined;
  const [term] = senses(mark, 'glossary');
  if (term) return readTerm(clause, mark, term.term);
  const properties = senses(mark, 'user-property');
  const values = senses(mark, 'user-value');
  if (properties.length && !(values.length && previousNames(clause, i, values))) {
    if (properties.length > 1)
      return void ask(
        reader,
        [mark],
        `Which property is “${textOf(reader, mark)}”?`,
        senseOptions(properties, (sense) => sense.property),
      );
    return readProperty(clause, i, mark, reader.schema.users.get(properties[0]!.property)!);
  }
  if (!values.length) return undefined;
  const named = previousNames(clause, i, values);
  const chosen = named ?? (values.length === 1 ? values[0] : undefined);
  if (!chosen)
    return void ask(
      reader,
      [mark],
      `Which property is “${textOf(reader, mark)}” a value of?`,
      senseOptions(values, (sense) => sense.property),
    );
  const draft = userDraft(chosen.property);
  const property = reader.schema.users.get(chosen.property)!;
  // “silver status”: the property's own word after its value says nothing more.
  const after = clause.marks[neighbour(clause.marks, i, 1)];
  if (after && senses(after, 'user-property').some((sense) => sense.property === property.name))
    use(reader, after, draft);
  const bound = orderedBound(clause, i, property);
  if (bound) {
    draft.operators = { [bound.meaning.bound]: chosen.value };
    use(reader, bound, draft);
  } else draft.values = [chosen.value];
  use(reader, mark, draft);
  if (isMeant(mark, 'entity') && mark.meaning.loose)
    assume(reader, `“${textOf(reader, mark)}” is read as: ${chosen.property} ${chosen.value}`);
  return draft;
}

/** “interested in Electronics”: the property said just before says whose value it is. */
function previousNames<T extends { readonly property: string }>(
  { reader, marks, drafts }: Clause,
  i: number,
  values: readonly T[],
): T | undefined {
  const last = drafts.at(-1);
  if (last?.kind === 'user') {
    const same = values.find((sense) => sense.property === last.property);
    if (same) return same;
  }
  for (const step of [-1, 1] as const) {
    const near = marks[neighbour(marks, i, step)];
    const found =
      near &&
      values.find((sense) => senses(near, 'user-property').some((property) => property.property === sense.property));
    if (found) return found;
  }
  void reader;
  return undefined;
}

function orderedBound({ marks, reader }: Clause, i: number, property: Property): Meant<'bound'> | undefined {
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

function readProperty(clause: Clause, i: number, mark: Mark, property: Property): Draft | undefined {
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
  return { [bound]: bound === 'between' ? [...values] : values[0] };
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

/** “customers over 40”, “32 years old”: an age without its name. */
function readAge(clause: Clause, i: number, mark: Meant<'compare'>): Draft | undefined {
  const { reader, marks } = clause;
  const { unit, values, plain } = mark.meaning;
  const next = marks[neighbour(marks, i, 1)];
  if (next && senses(next, 'user-property').length) return undefined;
  // “with 100 or more employees” has something of theirs, which is no age.
  if (unit !== 'years' && marks.slice(0, i).some((mark) => mark.meaning.kind === 'with')) return undefined;
  if (unit ? unit !== 'years' : plain || values.some((value) => value < 10 || value > 110)) return undefined;
  const ages = [...reader.schema.users.values()].filter(
    (property) => property.type === 'number' && /(^|[_\W])age$/i.test(property.name),
  );
  if (ages.length !== 1 || next?.meaning.kind === 'unknown') return undefined;
  const draft = userDraft(ages[0]!.name, {
    [mark.meaning.bound]: mark.meaning.bound === 'between' ? [...values] : values[0],
  });
  use(reader, mark, draft);
  assume(reader, `“${textOf(reader, mark)}” is read as: ${ages[0]!.name}`);
  return draft;
}

type Plain = Readonly<Record<string, unknown>>;

function readTerm(clause: Clause, mark: Meant<'entity'>, term: string): Draft | undefined {
  const { reader, marks } = clause;
  const entry = reader.schema.glossary.get(term);
  const source = Array.isArray(entry?.source) ? (entry.source as readonly Plain[]) : undefined;
  if (!source?.length) return undefined;
  const draft: FixedDraft = { kind: 'fixed', term, rules: source, negated: false, tokens: new Set() };
  use(reader, mark, draft);
  const [only] = source;
  const window = marks.find((near): near is Meant<'window'> => isMeant(near, 'window') && !isUsed(reader, near));
  if (window && source.length === 1 && only && 'did' in only && !('within_next' in window.meaning.window)) {
    const { within, between, before, after, ...rest } = only;
    void [within, between, before, after];
    draft.rules = [{ ...rest, ...window.meaning.window }];
    use(reader, window, draft);
  }
  assume(
    reader,
    `“${textOf(reader, mark)}” is read as ${reader.answered.has(term) ? 'answered' : 'the glossary says'}: ${rulesInWords(draft.rules, reader.schema) ?? JSON.stringify(draft.rules)}`,
  );
  return draft;
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
