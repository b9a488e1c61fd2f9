/** “aged 18 to 25”, “from Mumbai”, “without a phone number”, “signed up last week”: what is said of users themselves. */
import { rulesInWords } from '../rule-words.ts';
import type { Draft, FixedDraft } from './drafts.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import {
  ask,
  assume,
  isUsed,
  negationsBefore,
  neighbour,
  type Reader,
  senseOptions,
  senses,
  textOf,
  use,
  userDraft,
} from './reader.ts';
import { type Clause, orderedBound, readProperty } from './user-property.ts';

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
  // “Android only”: of one value there is no other.
  const only = [1, -1].map((step) => clause.marks[neighbour(clause.marks, i, step as 1 | -1)]);
  if (!property.type.startsWith('list'))
    for (const each of only) if (each && isMeant(each, 'share') && each.meaning.only) use(reader, each, draft);
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
    [mark.meaning.bound]: mark.meaning.values.length > 1 ? [...values] : values[0],
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
