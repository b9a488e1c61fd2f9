/** Parts -> one tree of rules: whose windows reach where, what follows what, how and, or and excluding nest. */
import { readPart } from './clauses.ts';
import { type Draft, type EventDraft, group, isGroup, type Node, type SequenceDraft, tokensOf } from './drafts.ts';
import { isMeant, type Mark, type WindowKeys } from './marks.ts';
import type { Part } from './parts.ts';
import { assume, eventProperty, isUsed, putQuestion, type Reader, textOf, use, wordsAt } from './reader.ts';

/** One rule of a list, with how it is linked to the one before. */
interface Element {
  node: Node;
  readonly link: Part['link'];
  readonly weak: boolean;
  /** A relative or the segment's noun stands before it: an “or” inside does not reach over it. */
  readonly barrier: boolean;
  readonly either: boolean;
  /** It stands before the noun: “active iOS users”. */
  readonly before: boolean;
}

/** Words that name a kind of user which the rest of the sentence may spell out. */
const LABELS = new Set(
  'new active inactive vip loyal premium dormant lapsed churned engaged recent frequent best top old'.split(' '),
);

export function combine(reader: Reader, parts: readonly Part[]): Node | undefined {
  const labelled = parts.filter((part) => part.label);
  const rest = parts.filter((part) => !part.label);
  const window = labelWindow(reader, labelled);
  const kept = labelled.flatMap((part) => readLabel(reader, part));
  const main = combineParts(reader, spellOut(reader, rest), window);
  return kept.length && main ? group('all', [...kept, main]) : (main ?? (kept.length ? group('all', kept) : undefined));
}

/** A label adds no rule but its plain facts (“Android”), and its window holds for what spells it out. */
function readLabel(reader: Reader, part: Part): Draft[] {
  const plain = part.marks.filter(
    (mark) =>
      isMeant(mark, 'entity') &&
      mark.meaning.senses.every((sense) => sense.type === 'user-value') &&
      !LABELS.has(textOf(reader, mark).toLowerCase()),
  );
  const read = plain.length ? readPart(reader, { ...part, marks: plain }, undefined).drafts : [];
  dropLabel(reader, part.marks);
  return [...read];
}

function dropLabel(reader: Reader, marks: readonly Mark[]): void {
  const dropped = marks.filter(
    (mark) => !isUsed(reader, mark) && !['filler', 'subject', 'link', 'aux'].includes(mark.meaning.kind),
  );
  if (!dropped.length) return;
  assume(
    reader,
    `“${wordsAt(
      reader,
      dropped.flatMap((mark) => mark.tokens),
    )}” is the name for what the sentence spells out`,
  );
  for (const mark of dropped) use(reader, mark);
}

function labelWindow(reader: Reader, parts: readonly Part[]): WindowKeys | undefined {
  for (const part of parts)
    for (const mark of part.marks)
      if (isMeant(mark, 'window') && !mark.meaning.bare) {
        use(reader, mark);
        return mark.meaning.window;
      }
  return undefined;
}

/** “New users (signed up in the past 60 days)”: the brackets say what “new” means. */
function spellOut(reader: Reader, parts: readonly Part[]): readonly Part[] {
  return parts.map((part, i) => {
    const spelt = parts.slice(i + 1, i + 3).some((next) => next.group && next.link === 'next');
    if (!spelt || part.group) return part;
    const label = part.marks.filter(
      (mark) =>
        isMeant(mark, 'vague') || (mark.meaning.kind === 'entity' && LABELS.has(textOf(reader, mark).toLowerCase())),
    );
    dropLabel(reader, label);
    return { ...part, marks: part.marks.filter((mark) => !label.includes(mark)) };
  });
}

function combineParts(reader: Reader, parts: readonly Part[], window: WindowKeys | undefined): Node | undefined {
  const at = parts.findIndex((part) => part.link === 'exclude');
  if (at < 0) return combineNouns(reader, parts, window);
  // An exclusion reaches to the end, or to the next clause that stands apart and says who else must be in.
  const end = parts.findIndex((part, i) => i > at && part.weak && part.link !== 'or' && part.who);
  const excluded = parts.slice(at, end < 0 ? undefined : end);
  const included = [...parts.slice(0, at), ...(end < 0 ? [] : parts.slice(end))];
  const main = included.length ? combineNouns(reader, included, window) : undefined;
  const out = combineNouns(
    reader,
    excluded.map((part, i) => (i === 0 ? { ...part, link: 'start' as const, weak: false } : part)),
    undefined,
  );
  if (!out) return main;
  const none: Node = { kind: 'none', of: isGroup(out) && out.kind === 'any' ? out.of : [out] };
  return main ? group('all', [main, none]) : none;
}

/** “women in Delhi or men in Mumbai”: each noun with what belongs to it. */
function combineNouns(reader: Reader, parts: readonly Part[], window: WindowKeys | undefined): Node | undefined {
  const nouns: Part[][] = [];
  let complete = false;
  for (const [i, part] of parts.entries()) {
    const noun = part.subject || parts[i + 1]?.subject === true;
    const starts =
      i > 0 &&
      (part.link === 'or' || part.link === 'and' || part.link === 'comma') &&
      (part.subject || part.group !== undefined) &&
      (complete || (!part.marks.length && (nouns.at(-1)?.some((each) => each.subject) ?? false))) &&
      !part.who;
    void noun;
    if (starts || !nouns.length) {
      nouns.push([part]);
      complete = part.group !== undefined;
    } else {
      nouns.at(-1)!.push(part);
      if (!part.subject) complete = complete || nouns.at(-1)!.some((each) => each.subject);
    }
  }
  const read = nouns
    .map((each) => ({ link: each[0]!.link, weak: each[0]!.weak, node: combineList(reader, each, window) }))
    .filter((each): each is typeof each & { node: Node } => each.node !== undefined);
  if (read.length < 2) return read[0]?.node;
  if (read.slice(1).every((each) => each.link === 'or' || each.link === 'comma' || each.link === 'and')) {
    if (read.slice(1).some((each) => each.link === 'and'))
      assume(reader, '“and” between two kinds of users is read as: either kind');
    return group(
      'any',
      read.map((each) => each.node),
    );
  }
  return group(
    'all',
    read.map((each) => each.node),
  );
}

function combineList(reader: Reader, parts: readonly Part[], window: WindowKeys | undefined): Node | undefined {
  const elements: Element[] = [];
  let afterSubject = false;
  let previous: Draft | undefined;
  let open: Pick<Element, 'either'> & { who: boolean; link: Part['link']; weak: boolean } = {
    either: false,
    who: false,
    link: 'start',
    weak: false,
  };
  let pending = false;
  const hasSubject = parts.some((part) => part.subject);
  for (const part of parts) {
    const link = pending && part.link === 'next' ? open.link : part.link;
    const element = {
      link,
      weak: part.weak || (pending && open.weak),
      barrier: part.who || afterSubject || (pending && open.who),
      either: part.either || (pending && open.either),
      before: hasSubject && !parts.slice(0, parts.indexOf(part)).some((each) => each.subject),
    };
    afterSubject = part.subject;
    pending = false;
    if (part.group) {
      const inner = combineParts(reader, part.group, window);
      if (inner) elements.push({ ...element, node: inner });
      previous = undefined;
      continue;
    }
    const { drafts, merged, link: other } = readPart(reader, { ...part, link }, previous);
    if (drafts.length) {
      for (const [i, draft] of drafts.entries())
        elements.push({
          ...element,
          ...(other ? { link: other } : {}),
          ...(i ? { link: 'next' as const, weak: false, barrier: false, either: false } : {}),
          node: draft,
        });
      previous = drafts.find((draft) => draft.kind === 'event') ?? drafts.at(-1);
    } else if (!merged && !part.subject) {
      // Nothing came of it: what it began with passes on to the next.
      pending = part.marks.length === 0;
      open = { either: part.either, who: part.who, link, weak: part.weak };
    } else if (part.subject && !part.marks.length && link === 'or') pending = true;
  }
  shareObjects(reader, elements);
  spreadWindows(reader, elements, window);
  return assemble(reader, sequences(reader, elements, window));
}

// ---- objects and windows ----

/** “viewed or wishlisted Shoes”: the objects of the last verb are those of the bare ones before it. */
function shareObjects(reader: Reader, elements: readonly Element[]): void {
  for (let i = elements.length - 2; i >= 0; i--) {
    const here = elements[i]!.node;
    const next = elements[i + 1]!;
    if (
      here.kind !== 'event' ||
      next.node.kind !== 'event' ||
      !here.bareVerb ||
      here.filters.length ||
      next.weak ||
      next.barrier
    )
      continue;
    if (next.link !== 'or' && next.link !== 'and' && next.link !== 'comma') continue;
    if (here.negated !== next.node.negated || here.events.join() === next.node.events.join()) continue;
    const shared = next.node.filters.filter((filter) => eventProperty(reader, here.events, filter.property));
    if (!shared.length || shared.length < next.node.filters.length) continue;
    here.filters.push(...shared.map((filter) => ({ ...filter })));
    assume(
      reader,
      `${here.events.join(' or ')} is read with the same ${shared.map((filter) => filter.property).join(' and ')} as ${next.node.events.join(' or ')}`,
    );
  }
}

const isEvent = (element: Element | undefined): element is Element & { node: EventDraft } =>
  element?.node.kind === 'event';

/** What never takes another clause's window. */
const keepsToItself = (draft: EventDraft): boolean =>
  draft.ever ||
  draft.occurrence !== undefined ||
  draft.measures['regularly'] !== undefined ||
  draft.window !== undefined ||
  draft.bare !== undefined;

function sameDeed(a: EventDraft, b: EventDraft): boolean {
  return (
    a.events.join() === b.events.join() &&
    a.negated !== b.negated &&
    JSON.stringify(a.filters) === JSON.stringify(b.filters)
  );
}

function spreadWindows(reader: Reader, elements: readonly Element[], label: WindowKeys | undefined): void {
  const own = new Set(
    elements.filter((element) => isEvent(element) && element.node.window).map((element) => element.node),
  );
  const give = (from: EventDraft, to: EventDraft): void => {
    if (from.window) to.window = from.window;
    if (from.at && !to.at && from.window === undefined) to.at = from.at;
    assume(
      reader,
      `the window ${phrase(from.window)} is read to hold for ${to.negated ? 'not ' : ''}${to.events.join(' or ')} too`,
    );
  };
  // At the end of clauses that share their verb form it holds for all of them.
  for (let i = elements.length - 1; i > 0; i--) {
    const from = elements[i];
    if (!isEvent(from) || !own.has(from.node) || from.node.occurrence || from.node.fronted || from.before) continue;
    if (from.node.perfect && isEvent(elements[i - 1])) continue;
    for (let j = i; j > 0; j--) {
      if (elements[j]!.barrier || elements[j]!.before) break;
      const to = elements[j - 1];
      if (!isEvent(to) || to.before || to.node.window || to.node.bare || sameDeed(to.node, from.node)) break;
      if (!keepsToItself(to.node)) give(from.node, to.node);
    }
  }
  // A negative after a clause with a window takes that window; what stands before the verb holds for all that follows.
  for (let i = 0; i < elements.length - 1; i++) {
    const from = elements[i];
    if (!isEvent(from) || !own.has(from.node) || from.node.occurrence) continue;
    for (let j = i + 1; j < elements.length; j++) {
      const to = elements[j];
      if (!isEvent(to) || to.node.window || to.link === 'or') break;
      if (keepsToItself(to.node) || to.node.perfect) continue;
      if (to.node.negated || from.node.fronted) give(from.node, to.node);
    }
  }
  if (label)
    for (const element of elements) if (isEvent(element) && !keepsToItself(element.node)) element.node.window = label;
}

function phrase(window: WindowKeys | undefined): string {
  return window
    ? Object.entries(window)
        .map(([key, value]) => `${key} ${Array.isArray(value) ? value.join(' to ') : String(value)}`)
        .join(' ')
    : '';
}

// ---- order ----

/** “added to cart and did not purchase within 24 hours”, “viewed and then bought”: steps of one sequence. */
function sequences(reader: Reader, elements: readonly Element[], label: WindowKeys | undefined): Element[] {
  const out: Element[] = [];
  for (const element of elements) {
    const node = element.node;
    const before = out.at(-1);
    const follows =
      node.kind === 'event' &&
      !node.occurrence &&
      !Object.keys(node.measures).length &&
      element.link !== 'or' &&
      !element.barrier &&
      (element.link !== 'start' || node.after) &&
      (node.after ||
        element.link === 'then' ||
        (node.bare !== undefined && (node.negated || node.same !== undefined)) ||
        node.same !== undefined);
    const step = follows && before ? asSteps(before.node) : undefined;
    if (node.kind === 'event' && step && step.steps.length) {
      const start = own(step.window) ?? own(step.steps[0]!.window) ?? own(node.window) ?? label;
      for (const each of [...step.steps, node]) delete (each as { window?: unknown }).window;
      const sequence: SequenceDraft = {
        kind: 'sequence',
        steps: [...step.steps, node],
        tokens: new Set([...tokensOf(before!.node), ...node.tokens]),
        ...(start ? { window: start } : {}),
      };
      out[out.length - 1] = { ...before!, node: sequence };
      assume(
        reader,
        `“${wordsAt(reader, [...node.tokens])}” is read as following ${step.steps.at(-1)!.events.join(' or ')}${node.bare ? ` within ${node.bare} of it` : ''}`,
      );
      continue;
    }
    settle(reader, node, before?.node);
    if (node.kind === 'sequence' && label && !node.window) node.window = label;
    out.push(element);
  }
  return out;
}

const own = (window: WindowKeys | undefined): WindowKeys | undefined => window;

function asSteps(node: Node): { steps: EventDraft[]; window?: WindowKeys } | undefined {
  if (node.kind === 'sequence') return { steps: [...node.steps], ...(node.window ? { window: node.window } : {}) };
  if (node.kind !== 'event' || node.negated || node.occurrence || Object.keys(node.measures).length || node.bare)
    return undefined;
  return { steps: [node] };
}

/** “within 60 days” that follows nothing is a window. After another event it may be either, so it is asked. */
function settle(reader: Reader, node: Node, before: Node | undefined): void {
  if (node.kind !== 'event' || !node.bare) return;
  const doubtful =
    before?.kind === 'event' &&
    !before.negated &&
    !before.occurrence &&
    !node.occurrence &&
    !Object.keys(before.measures).length &&
    !node.negated;
  if (!node.window) {
    node.window = { within: node.bare };
    if (!doubtful) assume(reader, `“within ${node.bare}” is read as: in the last ${node.bare}`);
  }
  if (doubtful) {
    putQuestion(reader, {
      about: `within ${node.bare}`,
      question: `Does “within ${node.bare}” mean after ${before.events.join(' or ')}, or counted back from now?`,
      options: [
        { text: `within ${node.bare} after ${before.events.join(' or ')}` },
        { text: `in the last ${node.bare}`, reading: { as: 'accepted' } },
      ],
      tokens: reader.tokens
        .filter((token) => token.lower === 'within' && node.tokens.has(token.index))
        .map((token) => token.index),
    });
  }
  delete (node as { bare?: unknown }).bare;
}

// ---- and, or ----

function assemble(reader: Reader, elements: readonly Element[]): Node | undefined {
  if (!elements.length) return undefined;
  const sections: Element[][] = [];
  for (const element of elements) {
    if (!sections.length || (element.barrier && element.link !== 'or')) sections.push([element]);
    else sections.at(-1)!.push(element);
  }
  return group(
    'all',
    sections.map((section) => assembleSection(reader, section)),
  );
}

function assembleSection(reader: Reader, section: readonly Element[]): Node {
  const elements = resolveCommas(section);
  const grouped = bindEither(reader, elements);
  const pieces: Element[][] = [];
  for (const element of grouped) {
    if (!pieces.length || (element.weak && (element.link === 'and' || element.link === 'but'))) pieces.push([element]);
    else pieces.at(-1)!.push(element);
  }
  return group(
    'all',
    pieces.map((piece) => assemblePiece(reader, piece)),
  );
}

/** The commas of a list mean what its last link says: “A, B or C”. */
function resolveCommas(section: readonly Element[]): Element[] {
  const out = section.map((element) => ({ ...element }));
  let next: Part['link'] = 'and';
  for (let i = out.length - 1; i > 0; i--) {
    const element = out[i]!;
    if (element.link === 'comma') out[i] = { ...element, link: next, weak: next !== 'or' && element.weak };
    else if (element.link === 'or') next = 'or';
    else next = 'and';
  }
  return out;
}

function bindEither(reader: Reader, elements: readonly Element[]): Element[] {
  const start = elements.findIndex((element) => element.either);
  if (start < 0) return [...elements];
  let end = start;
  for (let i = start + 1; i < elements.length; i++) {
    if (elements[i]!.weak && elements[i]!.link !== 'or') break;
    if (elements[i]!.link === 'or') end = i;
    else if (end > start && elements[i]!.link !== 'next') break;
  }
  if (end === start) return [...elements];
  const inside = elements.slice(start, end + 1).map((element) => ({ ...element, either: false }));
  return [
    ...elements.slice(0, start),
    { ...elements[start]!, either: false, node: assemblePiece(reader, inside) },
    ...elements.slice(end + 1),
  ];
}

function assemblePiece(reader: Reader, piece: readonly Element[]): Node {
  const choices: Element[][] = [];
  for (const element of piece) {
    if (!choices.length || element.link === 'or') choices.push([element]);
    else choices.at(-1)!.push(element);
  }
  if (choices.length === 1)
    return group(
      'all',
      piece.map((element) => element.node),
    );
  const conjoined = choices.filter(
    (choice) => choice.length > 1 && choice.slice(1).some((element) => element.link !== 'next'),
  );
  const apart = choices.slice(1).some(([first]) => first!.weak);
  if (conjoined.length && !apart) {
    const words = (element: Element): string => wordsAt(reader, tokensOf(element.node));
    putQuestion(reader, {
      about: 'or',
      question: `How do “and” and “or” group here? It is read as: ${choices.map((choice) => `(${choice.map(words).join(' and ')})`).join(' or ')}.`,
      options: [{ text: 'as read', reading: { as: 'accepted' } }, { text: 'the “or” joins only its two neighbors' }],
      tokens: reader.tokens
        .filter((token) => token.lower === 'or' && !reader.used.has(token.index))
        .map((token) => token.index),
    });
  }
  return group(
    'any',
    choices.map((choice) =>
      group(
        'all',
        choice.map((element) => element.node),
      ),
    ),
  );
}
