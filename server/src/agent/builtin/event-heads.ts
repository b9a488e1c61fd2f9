/** The event that a part is about, with its negation; and two events in one part, one after the other. */
import { type Draft, type EventDraft, eventDraft } from './drafts.ts';
import { readEventModifiers } from './event-clause.ts';
import { narrow, purchaseEvent } from './event-names.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import type { Part } from './parts.ts';
import { isPerfect, negate } from './polarity.ts';
import { ask, assume, type Reader, senses, textOf, use } from './reader.ts';
import { SILENT } from './silent.ts';
import { readUserClause } from './user-clause.ts';

export function readEvents(reader: Reader, part: Part, heads: readonly Meant<'entity'>[]): Draft[] {
  const { marks } = part;
  const strong = heads.filter((mark) => !mark.meaning.loose);
  const usable = strong.length ? strong : heads;
  const first = usable[0]!;
  const other = usable
    .slice(1)
    .find((mark) => senses(mark, 'event')[0]!.events.join() !== senses(first, 'event')[0]!.events.join());
  if (other) {
    const ordered = readOrdered(reader, part, first, other);
    if (ordered) return ordered;
  }
  const head = chooseHead(reader, marks, usable);
  const at = marks.indexOf(head);
  const draft = negate(reader, openEvent(reader, head), marks, at);
  draft.verb = head.tokens;
  if (draft.events.length > 1) narrow(reader, draft, marks);
  draft.perfect = isPerfect(marks, at);
  draft.after = part.link === 'then';
  const abandoned = marks.find((mark) => isMeant(mark, 'abandon'));
  const window = activityWindow(reader, head, marks);
  readEventModifiers(reader, draft, marks, at);
  if (window && !draft.window) draft.window = window;
  draft.bareVerb =
    marks.every((mark) => mark === head || SILENT.has(mark.meaning.kind) || isMeant(mark, 'not')) &&
    !Object.keys(draft.measures).length;
  const drafts: Draft[] = [draft];
  if (abandoned) drafts.push(...readAbandoned(reader, draft, abandoned));
  return [...drafts, ...readUserClause(reader, marks)];
}

/** Among several words for events, a verb before a noun, and one that has no other sense before one that has. */
function chooseHead(reader: Reader, marks: readonly Mark[], heads: readonly Meant<'entity'>[]): Meant<'entity'> {
  const [first] = heads;
  if (heads.length === 1) return first!;
  const filtered = heads.filter((mark) => mark.meaning.senses.every((sense) => sense.type === 'event'));
  void reader;
  void marks;
  return filtered[0] ?? first!;
}

function openEvent(reader: Reader, head: Meant<'entity'>): EventDraft {
  const options = senses(head, 'event');
  const [chosen] = options;
  const draft = eventDraft(chosen!.events);
  if (options.length > 1) {
    ask(
      reader,
      [head],
      `Which event is “${textOf(reader, head)}”?`,
      options.flatMap((sense) =>
        sense.events.map((name) => ({
          text: name,
          reading: { as: 'senses' as const, senses: [{ type: 'event' as const, events: [name] }] },
        })),
      ),
    );
  } else if (head.meaning.loose || head.meaning.agent)
    assume(reader, `“${textOf(reader, head)}” is read as: did ${chosen!.events.join(' or ')}`);
  else if (chosen!.events.length > 1)
    assume(reader, `“${textOf(reader, head)}” is read as: ${chosen!.events.join(' or ')}, counted together`);
  use(reader, head, draft);
  return draft;
}

/** “active” as a word for an event: within 30 days unless something else is said. */
function activityWindow(
  reader: Reader,
  head: Mark,
  marks: readonly Mark[],
): Readonly<Record<string, unknown>> | undefined {
  if (
    textOf(reader, head).toLowerCase().replace(/^in/, '') !== 'active' ||
    marks.some((mark) => isMeant(mark, 'window') || isMeant(mark, 'regularly'))
  )
    return undefined;
  assume(
    reader,
    `“${textOf(reader, head)}” is read as: did ${senses(head, 'event')[0]?.events.join(' or ')} within the last 30 days`,
  );
  return { within: '30d' };
}

function readAbandoned(reader: Reader, draft: EventDraft, mark: Mark): Draft[] {
  const bought = purchaseEvent(reader);
  if (!bought || draft.negated || draft.events.includes(bought)) return [];
  use(reader, mark, draft);
  assume(reader, `“${textOf(reader, mark)}” is read as: did not ${bought} in the same time`);
  const after = eventDraft([bought], mark.tokens);
  after.negated = true;
  if (draft.window) after.window = draft.window;
  return [after];
}

/** “started checkout within 1 hour of adding to cart”, “bought after clicking a push”: two events in one part, one after the other. */
function readOrdered(reader: Reader, part: Part, first: Meant<'entity'>, second: Meant<'entity'>): Draft[] | undefined {
  const { marks } = part;
  const a = marks.indexOf(first);
  const b = marks.indexOf(second);
  const between = marks.slice(a + 1, b);
  const span = between.find(
    (mark): mark is Meant<'window'> => isMeant(mark, 'window') && mark.meaning.bare !== undefined,
  );
  const order = between.find((mark): mark is Meant<'order'> => isMeant(mark, 'order'));
  const of = between.some((mark) => mark.tokens.some((index) => reader.tokens[index]!.lower === 'of'));
  if (!order && !(span && of)) return undefined;
  const cut = marks.indexOf(order ?? span!);
  const before = marks.slice(0, cut).filter((mark) => mark !== span);
  const rest = marks.slice(cut).filter((mark) => mark !== span && mark !== order);
  const here = negate(reader, openEvent(reader, first), before, before.indexOf(first));
  const there = openEvent(reader, second);
  readEventModifiers(reader, here, before, before.indexOf(first));
  readEventModifiers(reader, there, rest, rest.indexOf(second));
  const steps = order?.meaning.order === 'before' ? [here, there] : [there, here];
  if (steps[0]!.negated) return undefined;
  // “downgraded after opening a ticket within 14 days”: the time is between the two.
  const late = steps[0]!.bare;
  if (late && !steps[1]!.bare) {
    steps[1]!.bare = late;
    delete (steps[0] as { bare?: unknown }).bare;
  }
  if (span) {
    steps[1]!.bare = span.meaning.bare!;
    use(reader, span, steps[1]!);
  }
  if (order) use(reader, order, steps[1]!);
  const outer = steps.find((step) => step.window)?.window;
  const tokens = new Set([...here.tokens, ...there.tokens]);
  return [{ kind: 'sequence', steps, tokens, ...(outer ? { window: outer } : {}) }, ...readUserClause(reader, marks)];
}
