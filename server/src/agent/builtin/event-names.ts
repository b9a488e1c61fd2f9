/** Events that a part names only in part: by a noun whose verb was said before, by a property, by what stands with a general word. */
import { type Draft, type EventDraft, eventDraft } from './drafts.ts';
import { readEventModifiers } from './event-clause.ts';
import { isMeant, type Mark, type Meant, type Sense } from './marks.ts';
import type { Part } from './parts.ts';
import { negate } from './polarity.ts';
import { ask, assume, isUsed, moneyProperty, type Reader, senses, textOf, use } from './reader.ts';

/** A general word (“spent”) gives way when what stands with it belongs to another event alone: “spent 20 hours on high priority tasks”. */
export function isOutvoted(reader: Reader, heads: readonly Meant<'entity'>[], marks: readonly Mark[]): boolean {
  if (!heads.every((mark) => mark.meaning.loose)) return false;
  const named = new Set(heads.flatMap((mark) => senses(mark, 'event').flatMap((sense) => sense.events)));
  const owners = marks.flatMap((mark) => {
    if (isUsed(reader, mark) || heads.includes(mark as Meant<'entity'>) || senses(mark, 'user-value').length) return [];
    const found = senses(mark, 'event-value').flatMap((sense) => sense.events);
    return found.length && !found.some((event) => named.has(event)) ? [new Set(found)] : [];
  });
  return owners.some((events) => events.size === 1);
}

/** Events with a name or alias all of whose words are among `verb` and `nouns`. */
function eventsOf(reader: Reader, verb: readonly number[], nouns: readonly Mark[]): Map<string, Set<number>> {
  const out = new Map<string, Set<number>>();
  const pool = [...verb, ...nouns.flatMap((mark) => mark.tokens)];
  const phrases = new Set(
    nouns.flatMap((mark) =>
      mark.tokens.flatMap((index) =>
        reader.tokens[index]!.lemmas.flatMap((form) => reader.lexicon.byLemma.get(form) ?? []),
      ),
    ),
  );
  for (const phrase of phrases) {
    if (phrase.sense.type !== 'event' || phrase.words.length < 2 || phrase.sense.events.length !== 1) continue;
    const found = phrase.words.map((forms) =>
      pool.find((index) => reader.tokens[index]!.lemmas.some((form) => forms.includes(form))),
    );
    if (found.some((index) => index === undefined)) continue;
    const [event] = phrase.sense.events;
    const known = out.get(event!) ?? new Set<number>();
    for (const index of found) known.add(index!);
    out.set(event!, known);
  }
  return out;
}

/** “booked a business class flight”: of the events that share “booked”, the one the noun tells. */
export function narrow(reader: Reader, draft: EventDraft, marks: readonly Mark[]): void {
  const nouns = marks.filter((mark) => isMeant(mark, 'unknown') && !isUsed(reader, mark));
  const found = [...eventsOf(reader, draft.verb, nouns)].filter(([event]) => draft.events.includes(event));
  const [only] = found;
  if (found.length !== 1 || !only) return;
  draft.events = [only[0]];
  for (const mark of nouns) if (mark.tokens.some((index) => only[1].has(index))) use(reader, mark, draft);
}

/** “booked a flight and then a hotel”: the verb of the part before, with this part's noun. */
export function completeEvent(reader: Reader, part: Part, previous: EventDraft): EventDraft | undefined {
  // A light verb too: “started an application but didn’t submit it”.
  const nouns = part.marks.filter(
    (mark) => (isMeant(mark, 'unknown') || isMeant(mark, 'light')) && !isUsed(reader, mark),
  );
  if (!nouns.length || !previous.verb.length) return undefined;
  const found = [...eventsOf(reader, previous.verb, nouns)].filter(
    ([event]) => !previous.events.includes(event) || previous.events.length > 1,
  );
  const [only] = found;
  if (found.length !== 1 || !only) return undefined;
  const draft = negate(reader, eventDraft([only[0]]), part.marks, part.marks.length);
  draft.verb = previous.verb;
  draft.after = part.link === 'then';
  for (const mark of nouns) if (mark.tokens.some((index) => only[1].has(index))) use(reader, mark, draft);
  readEventModifiers(reader, draft, part.marks, -1);
  assume(
    reader,
    `“${nouns.map((mark) => textOf(reader, mark)).join(' ')}” is read as: ${draft.negated ? 'did not' : 'did'} ${only[0]}`,
  );
  return draft;
}

export function purchaseEvent(reader: Reader): string | undefined {
  const { roles, events } = reader.schema;
  if (roles.purchase) return roles.purchase.event;
  const bought = [...events.values()].filter(
    (event) =>
      !event.deprecated &&
      [event.name, ...event.aliases].some((name) => /^(purchase|purchased|buy|bought|order|ordered)$/i.test(name)),
  );
  return bought.length === 1 ? bought[0]!.name : undefined;
}

/** “paid with UPI”, “revenue over 300”: the event that alone has this property. */
export function impliedEvent(
  reader: Reader,
  marks: readonly Mark[],
  previous: Draft | undefined,
): readonly string[] | undefined {
  // The schema's own words before general ones.
  const own = marks.filter((mark) => !(isMeant(mark, 'entity') && mark.meaning.loose));
  for (const mark of [...own, ...marks.filter((each) => !own.includes(each))]) {
    if (!isMeant(mark, 'entity') || isUsed(reader, mark)) continue;
    if (mark.meaning.senses.some((sense) => sense.type.startsWith('user') || sense.type === 'glossary')) continue;
    const found = mark.meaning.senses.filter(
      (sense): sense is Extract<Sense, { type: 'event-property' | 'event-value' }> =>
        sense.type === 'event-property' || sense.type === 'event-value',
    );
    if (!found.length) continue;
    const events = [...new Set(found.flatMap((sense) => sense.events))];
    const living = events.filter((event) => !reader.schema.events.get(event)?.deprecated);
    if (living.length === 1) {
      assume(reader, `“${textOf(reader, mark)}” is a property of ${living[0]}, so did ${living[0]} is meant`);
      return living;
    }
    if (previous?.kind === 'event' && previous.events.every((event) => living.includes(event))) return previous.events;
    const money = living.filter((event) =>
      found.some((sense) => moneyProperty(reader, [event])?.name === sense.property),
    );
    const bought = purchaseEvent(reader);
    if (bought && money.includes(bought)) return [bought];
    const narrowed = living.slice(0, 6).map((event) => ({
      text: event,
      reading: {
        as: 'senses' as const,
        senses: found.filter((sense) => sense.events.includes(event)).map((sense) => ({ ...sense, events: [event] })),
      },
    }));
    ask(reader, [mark], `Which event is “${textOf(reader, mark)}” about?`, narrowed);
    return undefined;
  }
  return undefined;
}
