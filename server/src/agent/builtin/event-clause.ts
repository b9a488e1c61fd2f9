/** “bought at least 3 times in the last 90 days”: what stands around an event becomes its filters, measures, window and time. */
import { readCompare } from './amounts.ts';
import { readArgument } from './arguments.ts';
import type { EventDraft } from './drafts.ts';
import type { Clause } from './event-scope.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import {
  assume,
  eventProperty,
  eventWords,
  isUsed,
  neighbour,
  ownWords,
  type Reader,
  senses,
  textOf,
  use,
} from './reader.ts';

/** Reads every mark of `marks` that says something about the event of `draft`; the others are left for others. */
export function readEventModifiers(reader: Reader, draft: EventDraft, marks: readonly Mark[], head: number): void {
  const clause: Clause = { reader, draft, marks, head };
  for (const [i, mark] of marks.entries())
    if (isMeant(mark, 'aggregate') && mark.meaning.aggregate === 'sum' && !isUsed(reader, mark)) readTotal(clause, i);
  for (const [i, mark] of marks.entries()) {
    if (i === head || isUsed(reader, mark)) continue;
    readModifier(clause, i, mark);
  }
  readShare(clause);
  absorb(clause);
}

/** “total”, “ever”: over all time. The sum itself is what the compared amount makes of it. */
function readTotal({ reader, draft, marks }: Clause, i: number): void {
  draft.ever = true;
  if (!/^(ever|all time|lifetime)$/i.test(textOf(reader, marks[i]!))) draft.total = true;
  use(reader, marks[i]!, draft);
}

function readModifier(clause: Clause, i: number, mark: Mark): void {
  const { reader, draft } = clause;
  if (isMeant(mark, 'window')) readWindow(clause, i, mark);
  else if (isMeant(mark, 'at')) {
    draft.at = { ...draft.at, ...mark.meaning.at };
    use(reader, mark, draft);
  } else if (isMeant(mark, 'occurrence')) {
    draft.occurrence = mark.meaning.occurrence;
    use(reader, mark, draft);
  } else if (isMeant(mark, 'regularly')) {
    const { every, periods, gte } = mark.meaning;
    draft.measures['regularly'] = { every, periods, gte };
    draft.ever = true;
    use(reader, mark, draft);
    assume(reader, `“${textOf(reader, mark)}” is read as: in each of the last ${periods} stretches of ${every}`);
  } else if (isMeant(mark, 'order') && mark.meaning.order === 'after') {
    draft.after = true;
    use(reader, mark, draft);
  } else if (mark.meaning.kind === 'thing' || mark.meaning.kind === 'light') use(reader, mark, draft);
  else if (isMeant(mark, 'same')) readSame(clause, i, mark);
  else if (isMeant(mark, 'compare')) readCompare(clause, i, mark);
  else if (isMeant(mark, 'entity')) readArgument(clause, i, mark);
}

function readWindow({ reader, draft, head }: Clause, i: number, mark: Meant<'window'>): void {
  const { window, bare, forNegation } = mark.meaning;
  if ('within_next' in window) return;
  if (bare) {
    if (draft.bare) return;
    draft.bare = bare;
    use(reader, mark, draft);
    return;
  }
  if (draft.window || (forNegation && !draft.negated && /^for\b/i.test(textOf(reader, mark)))) return;
  draft.window = window;
  draft.fronted = head >= 0 && i < head;
  use(reader, mark, draft);
}

function readSame({ reader, draft, marks }: Clause, i: number, mark: Mark): void {
  const next = marks[neighbour(marks, i, 1)];
  const [sense] = senses(next, 'event-property');
  if (!next || !sense || !eventProperty(reader, draft.events, sense.property)) return;
  draft.same = sense.property;
  use(reader, mark, draft);
  use(reader, next, draft);
}

function readShare({ reader, draft, marks, head }: Clause): void {
  const mark = marks.find((each): each is Meant<'share'> => isMeant(each, 'share') && !isUsed(reader, each));
  if (!mark || !draft.filters.length) return;
  if (mark.meaning.only && (draft.negated || draft.occurrence || !isOfFilter({ reader, draft, marks, head }, mark)))
    return;
  draft.measures['share'] = { ...mark.meaning.share };
  use(reader, mark, draft);
  assume(
    reader,
    `“${textOf(reader, mark)}” is read as: ${'gt' in mark.meaning.share ? 'more than' : 'at least'} ${Object.values(mark.meaning.share)[0]! * 100}% of their ${draft.events.join(', ')} events`,
  );
}

/** “only bought Tea”, “bought only Tea”: what all of it must be stands next; “bought Tea only on Mondays” is of the days. */
function isOfFilter({ draft, marks, head }: Clause, mark: Mark): boolean {
  const isFilter = (at: number): boolean =>
    draft.filters.length === 1 &&
    senses(marks[at], 'event-value').some(({ property }) => property === draft.filters[0]!.property);
  const i = marks.indexOf(mark);
  const next = neighbour(marks, i, 1);
  if (next < 0) return isFilter(neighbour(marks, i, -1));
  return isFilter(next === head ? neighbour(marks, next, 1) : next);
}

const UNFINISHED = [
  'start',
  'begin',
  'initiate',
  'open',
  'view',
  'add',
  'attempt',
  'fail',
  'abandon',
  'cancel',
  'search',
];

/** Words that the event uses for itself add nothing: “the app” beside “App Launched”. */
function absorb({ reader, draft, marks }: Clause): void {
  const own = eventWords(reader, draft.events);
  // “completed a purchase” is a purchase; “completed checkout” is not a checkout that began.
  if (!UNFINISHED.some((verb) => own.has(verb))) for (const verb of ['complete', 'finish']) own.add(verb);
  for (const filter of [...draft.filters, ...draft.having]) {
    const property = eventProperty(reader, draft.events, filter.property);
    if (property) for (const word of ownWords(property)) own.add(word);
  }
  for (const mark of marks) {
    if (isUsed(reader, mark)) continue;
    const absorbable =
      mark.meaning.kind === 'unknown' ||
      (isMeant(mark, 'entity') && senses(mark, 'event').some((sense) => sense.events.join() === draft.events.join()));
    const known = (index: number): boolean =>
      !reader.tokens[index]!.quoted && reader.tokens[index]!.lemmas.some((form) => own.has(form));
    if (absorbable && mark.tokens.every(known)) use(reader, mark, draft);
  }
}
