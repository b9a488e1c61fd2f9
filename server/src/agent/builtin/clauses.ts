/** One part of the prompt -> drafts: finds what it is about, or what it leaves out and the part before it said. */
import {
  type Draft,
  type EventDraft,
  eventDraft,
  type FilterDraft,
  type ReachDraft,
  type SegmentDraft,
} from './drafts.ts';
import { addValue, readEventModifiers } from './event-clause.ts';
import { isMeant, type Mark, type Meant, type Sense } from './marks.ts';
import type { Part } from './parts.ts';
import {
  ask,
  assume,
  eventProperty,
  isUsed,
  moneyProperty,
  negationsBefore,
  type Reader,
  senses,
  textOf,
  use,
  userDraft,
} from './reader.ts';
import { readUserClause } from './user-clause.ts';

/** What a part came to. `merged`: it only added to the draft before it. */
export interface ReadPart {
  readonly drafts: readonly Draft[];
  readonly merged: boolean;
  /** How it is linked after all, when not as it is written. */
  readonly link?: Part['link'];
}

const SILENT = new Set(['filler', 'aux', 'light', 'thing', 'with', 'both', 'join']);

export function readPart(reader: Reader, part: Part, previous: Draft | undefined): ReadPart {
  const marks = part.marks;
  const reach = readReach(reader, marks, previous, part);
  if (reach)
    return { drafts: reach.draft ? [reach.draft, ...readUserClause(reader, marks)] : [], merged: reach.merged };
  const segment = readSegmentName(reader, marks);
  const heads = marks.filter(
    (mark): mark is Meant<'entity'> =>
      isMeant(mark, 'entity') && senses(mark, 'event').length > 0 && !isUsed(reader, mark),
  );
  if (heads.length && !isOutvoted(reader, heads, marks))
    return { drafts: [...(segment ? [segment] : []), ...readEvents(reader, part, heads)], merged: false };
  if (segment) return { drafts: [segment, ...readUserClause(reader, marks)], merged: false };
  const completed =
    previous?.kind === 'event' && part.link !== 'start' && part.link !== 'next'
      ? completeEvent(reader, part, previous)
      : undefined;
  if (completed) return { drafts: [completed, ...readUserClause(reader, marks)], merged: false };
  const elliptic = previous && readEllipsis(reader, part, previous);
  if (elliptic) return elliptic;
  const implied = impliedEvent(reader, marks, previous);
  if (implied) {
    const draft = negate(reader, eventDraft(implied), marks, marks.length);
    draft.perfect = isPerfect(marks, marks.length);
    readEventModifiers(reader, draft, marks, -1);
    return { drafts: [draft, ...readUserClause(reader, marks)], merged: false };
  }
  return { drafts: readUserClause(reader, marks), merged: false };
}

// ---- reachability ----

function readReach(
  reader: Reader,
  marks: readonly Mark[],
  previous: Draft | undefined,
  part: Part,
): { draft?: ReachDraft; merged: boolean } | undefined {
  const word = marks.find((mark) => isMeant(mark, 'reach'));
  const enabled = marks.find((mark) => isMeant(mark, 'enabled'));
  const channels = marks.filter((mark) => senses(mark, 'channel').length > 0);
  const follows =
    previous?.kind === 'reach' &&
    channels.length > 0 &&
    marks.every((mark) => SILENT.has(mark.meaning.kind) || isMeant(mark, 'not') || channels.includes(mark));
  if (!word && !(enabled && channels.length) && !follows) return undefined;
  const ids = channels.flatMap((mark) => senses(mark, 'channel').map((sense) => sense.channel));
  const negations = negationsBefore(reader, marks, marks.length);
  const negated =
    negations.length + (word && /unreach|uncontact|^not|cannot/.test(textOf(reader, word).toLowerCase()) ? 1 : 0);
  if (
    follows &&
    !word &&
    !negated &&
    (part.link === 'or' || part.link === 'and' || part.link === 'comma') &&
    previous?.kind === 'reach'
  ) {
    previous.channels.push(...ids.filter((id) => !previous.channels.includes(id)));
    if (part.link === 'and' && !previous.negated) previous.every = true;
    for (const mark of channels) use(reader, mark, previous);
    return { merged: true };
  }
  const all = [...reader.schema.channels.keys()];
  if (!ids.length && !all.length) return undefined;
  const draft: ReachDraft = {
    kind: 'reach',
    channels: ids.length ? [...new Set(ids)] : all,
    negated: negated % 2 === 1,
    tokens: new Set(),
  };
  if (marks.some((mark) => mark.meaning.kind === 'both' || (isMeant(mark, 'join') && mark.meaning.join === 'and')))
    draft.every = true;
  if (!ids.length) assume(reader, `“${word ? textOf(reader, word) : ''}” is read as: on any channel`);
  for (const mark of [word, enabled, ...channels, ...negations]) if (mark) use(reader, mark, draft);
  return { draft, merged: false };
}

// ---- other segments ----

function readSegmentName(reader: Reader, marks: readonly Mark[]): SegmentDraft | undefined {
  const named = marks.filter((mark) => senses(mark, 'segment').length > 0);
  const word = marks.find((mark) => isMeant(mark, 'segment-word'));
  const sure = named.filter(
    (mark) => word || (mark.tokens.length > 1 && isMeant(mark, 'entity') && mark.meaning.senses.length === 1),
  );
  if (!sure.length) return undefined;
  const draft: SegmentDraft = {
    kind: 'segment',
    segments: [...new Set(sure.map((mark) => senses(mark, 'segment')[0]!.segment))],
    negated: false,
    tokens: new Set(),
  };
  const negations = negationsBefore(reader, marks, marks.indexOf(sure[0]!));
  draft.negated = negations.length % 2 === 1;
  for (const mark of [...sure, ...negations, ...(word ? [word] : [])]) use(reader, mark, draft);
  if (!word) assume(reader, `“${textOf(reader, sure[0]!)}” is read as the segment of that name`);
  return draft;
}

// ---- events ----

function isPerfect(marks: readonly Mark[], head: number): boolean {
  return marks.slice(0, head).some((mark) => isMeant(mark, 'aux') && mark.meaning.aux === 'have');
}

function negate(reader: Reader, draft: EventDraft, marks: readonly Mark[], head: number): EventDraft {
  const nothing = marks.filter(
    (mark, at): mark is Meant<'not'> => at > head && isMeant(mark, 'not') && mark.meaning.form === 'nothing',
  );
  const all = [...negationsBefore(reader, marks, head).filter((mark) => mark.meaning.form !== 'outside'), ...nothing];
  draft.negated = all.length > 0;
  if (all.some((mark) => mark.meaning.form === 'never')) draft.ever = true;
  for (const mark of all) use(reader, mark, draft);
  return draft;
}

function readEvents(reader: Reader, part: Part, heads: readonly Meant<'entity'>[]): Draft[] {
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

/** A general word (“spent”) gives way when what stands with it belongs to another event alone: “spent 20 hours on high priority tasks”. */
function isOutvoted(reader: Reader, heads: readonly Meant<'entity'>[], marks: readonly Mark[]): boolean {
  if (!heads.every((mark) => mark.meaning.loose)) return false;
  const named = new Set(heads.flatMap((mark) => senses(mark, 'event').flatMap((sense) => sense.events)));
  const owners = marks.flatMap((mark) => {
    if (isUsed(reader, mark) || heads.includes(mark as Meant<'entity'>) || senses(mark, 'user-value').length) return [];
    const found = senses(mark, 'event-value').flatMap((sense) => sense.events);
    return found.length && !found.some((event) => named.has(event)) ? [new Set(found)] : [];
  });
  return owners.some((events) => events.size === 1);
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
function narrow(reader: Reader, draft: EventDraft, marks: readonly Mark[]): void {
  const nouns = marks.filter((mark) => isMeant(mark, 'unknown') && !isUsed(reader, mark));
  const found = [...eventsOf(reader, draft.verb, nouns)].filter(([event]) => draft.events.includes(event));
  const [only] = found;
  if (found.length !== 1 || !only) return;
  draft.events = [only[0]];
  for (const mark of nouns) if (mark.tokens.some((index) => only[1].has(index))) use(reader, mark, draft);
}

/** “booked a flight and then a hotel”: the verb of the part before, with this part's noun. */
function completeEvent(reader: Reader, part: Part, previous: EventDraft): EventDraft | undefined {
  const nouns = part.marks.filter((mark) => isMeant(mark, 'unknown') && !isUsed(reader, mark));
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
  assume(reader, `“${textOf(reader, head)}” is read as: within the last 30 days`);
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

function purchaseEvent(reader: Reader): string | undefined {
  const { roles, events } = reader.schema;
  if (roles.purchase) return roles.purchase.event;
  const bought = [...events.values()].filter(
    (event) =>
      !event.deprecated &&
      [event.name, ...event.aliases].some((name) => /^(purchase|purchased|buy|bought|order|ordered)$/i.test(name)),
  );
  return bought.length === 1 ? bought[0]!.name : undefined;
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

/** “paid with UPI”, “revenue over 300”: the event that alone has this property. */
function impliedEvent(
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

// ---- what is left out ----

function readEllipsis(reader: Reader, part: Part, previous: Draft): ReadPart | undefined {
  if (part.link === 'start' || part.link === 'next' || part.who) return undefined;
  const said = part.marks.filter((mark) => !SILENT.has(mark.meaning.kind));
  if (
    !said.length ||
    said.some((mark) => isMeant(mark, 'unknown') || isMeant(mark, 'vague') || isMeant(mark, 'abandon'))
  )
    return undefined;
  if (previous.kind === 'event') return eventEllipsis(reader, part, previous, said);
  if (previous.kind === 'user') return userEllipsis(reader, part, previous, said);
  return undefined;
}

function eventEllipsis(reader: Reader, part: Part, previous: EventDraft, said: readonly Mark[]): ReadPart | undefined {
  const entities = said.filter((mark) => isMeant(mark, 'entity'));
  const values = entities.flatMap((mark) =>
    senses(mark, 'event-value')
      .filter(
        (sense) =>
          previous.events.every((event) => sense.events.includes(event)) &&
          // A place of theirs too (“and are from Paris”) is of the event only when the event was said to have one.
          (!senses(mark, 'user-value').length || previous.filters.some((filter) => filter.property === sense.property)),
      )
      .slice(0, 1)
      .map((sense) => ({ mark, sense })),
  );
  const properties = entities.filter((mark) =>
    senses(mark, 'event-property').some((sense) => eventProperty(reader, previous.events, sense.property)),
  );
  const others = entities.filter((mark) => !values.some((value) => value.mark === mark) && !properties.includes(mark));
  if (others.length && !values.length) return undefined;
  const negations = said.filter((mark): mark is Meant<'not'> => isMeant(mark, 'not'));
  const windows = said.filter((mark) => isMeant(mark, 'window') || isMeant(mark, 'at'));
  if (properties.length && !values.length && !said.some((mark) => isMeant(mark, 'compare'))) return undefined;
  if (
    said.some((mark) => isMeant(mark, 'compare')) &&
    !values.length &&
    !windows.length &&
    !properties.length &&
    !said.every((mark) => isMeant(mark, 'compare'))
  )
    return undefined;
  if (!values.length && !windows.length && !negations.length && !said.some((mark) => isMeant(mark, 'compare')))
    return undefined;
  if (negations.length)
    return {
      drafts: [
        negatedCopy(
          reader,
          part,
          previous,
          negations,
          values.map(({ sense }) => sense.property),
        ),
        ...readUserClause(reader, part.marks),
      ],
      merged: false,
    };
  if (windows.length && !values.length && !entities.length && previous.window && part.link !== 'comma') {
    const copy = {
      ...previous,
      filters: [...previous.filters],
      measures: { ...previous.measures },
      tokens: new Set<number>(),
    };
    delete (copy as { window?: unknown }).window;
    readEventModifiers(reader, copy, part.marks, -1);
    return { drafts: [copy], merged: false };
  }
  if (
    values.length &&
    part.link === 'or' &&
    values.some(({ sense }) => !previous.filters.some((filter) => filter.property === sense.property)) &&
    previous.filters.length
  ) {
    const copy = {
      ...previous,
      filters: [] as FilterDraft[],
      measures: { ...previous.measures },
      tokens: new Set<number>(),
    };
    readEventModifiers(reader, copy, part.marks, -1);
    return { drafts: [copy, ...readUserClause(reader, part.marks)], merged: false };
  }
  // “less than 50 on fuel and more than 300 on restaurants”: the same deed once more, with its own amount.
  if (
    values.length &&
    said.some((mark) => isMeant(mark, 'compare')) &&
    values.some(({ sense }) => previous.filters.some((filter) => filter.property === sense.property))
  ) {
    const copy = eventDraft(previous.events);
    copy.filters = previous.filters
      .filter((filter) => !values.some(({ sense }) => sense.property === filter.property))
      .map((filter) => ({ ...filter }));
    copy.total = previous.measures['sum'] !== undefined;
    copy.verb = previous.verb;
    readEventModifiers(reader, copy, part.marks, -1);
    return { drafts: [copy, ...readUserClause(reader, part.marks)], merged: false };
  }
  const target =
    previous.occurrence &&
    previous.having.some((filter) => values.some(({ sense }) => sense.property === filter.property))
      ? previous.having
      : previous.filters;
  for (const { mark, sense } of values) {
    const known = target.find((filter) => filter.property === sense.property && filter.values);
    addValue(
      target,
      sense.property,
      sense.value,
      known?.negated ?? false,
      part.link === 'and' && !known?.negated && !previous.negated,
    );
    use(reader, mark, previous);
  }
  readEventModifiers(reader, previous, part.marks, -1);
  return { drafts: readUserClause(reader, part.marks), merged: true };
}

function negatedCopy(
  reader: Reader,
  part: Part,
  previous: EventDraft,
  negations: readonly Meant<'not'>[],
  replaced: readonly string[],
): EventDraft {
  const copy = eventDraft(previous.events);
  copy.negated = !previous.negated;
  const nothing = negations.some((mark) => mark.meaning.form === 'nothing' || mark.meaning.form === 'never');
  if (!nothing)
    copy.filters = previous.filters
      .filter((filter) => !replaced.includes(filter.property))
      .map((filter) => ({ ...filter }));
  for (const mark of negations) use(reader, mark, copy);
  readEventModifiers(reader, copy, part.marks, -1);
  if (!copy.window && !copy.bare && previous.window) copy.window = previous.window;
  return copy;
}

function userEllipsis(
  reader: Reader,
  part: Part,
  previous: Extract<Draft, { kind: 'user' }>,
  said: readonly Mark[],
): ReadPart | undefined {
  const property = reader.schema.users.get(previous.property);
  const [first] = said.filter((mark) => !isMeant(mark, 'not'));
  if (!first || !property) return undefined;
  const negations = said.filter((mark) => isMeant(mark, 'not'));
  const value = senses(first, 'user-value').find((sense) => sense.property === previous.property);
  if (value && previous.values && !part.subject) {
    if (negations.length) return undefined;
    const list = property.type.startsWith('list');
    if (!previous.values.includes(value.value)) previous.values.push(value.value);
    if (part.link === 'and' && list) previous.every = true;
    if (part.link === 'or' && previous.every) delete previous.every;
    use(reader, first, previous);
    return { drafts: readUserClause(reader, part.marks), merged: true };
  }
  if (value && previous.values && part.subject && !negations.length && said.length === 1) {
    if (!previous.values.includes(value.value)) previous.values.push(value.value);
    use(reader, first, previous);
    return { drafts: [], merged: true };
  }
  const other = senses(first, 'user-property')[0];
  if (
    other &&
    previous.operators['exists'] !== undefined &&
    said.length === 1 &&
    (part.link === 'or' || part.link === 'and' || part.link === 'comma')
  ) {
    const copy = userDraft(other.property, { exists: previous.operators['exists'] });
    use(reader, first, copy);
    // “without A or B” has neither.
    return { drafts: [copy], merged: false, ...(copy.operators['exists'] === false ? { link: 'and' as const } : {}) };
  }
  const dated = property.type === 'datetime' || property.type === 'date';
  if (dated && isMeant(first, 'window') && said.length === 1 + negations.length && part.link !== 'comma') {
    const copy = {
      ...previous,
      operators: { ...first.meaning.window },
      negated: negations.length > 0,
      tokens: new Set<number>(),
    };
    for (const mark of said) use(reader, mark, copy);
    return { drafts: [copy], merged: false };
  }
  if (
    isMeant(first, 'compare') &&
    property.type === 'number' &&
    said.length === 1 &&
    !first.meaning.plain &&
    (part.link === 'and' || part.link === 'but')
  ) {
    previous.operators = {
      ...previous.operators,
      [first.meaning.bound]: first.meaning.bound === 'between' ? [...first.meaning.values] : first.meaning.values[0],
    };
    use(reader, first, previous);
    return { drafts: [], merged: true };
  }
  return undefined;
}
