/** Parts -> one tree of rules: labels, exclusions, nouns with what belongs to each, and the list of one noun. */
import { readPart } from './clauses.ts';
import { type Draft, group, isGroup, type Node } from './drafts.ts';
import type { Element } from './element.ts';
import { assemble } from './grouping.ts';
import { isMeant, type Mark, type WindowKeys } from './marks.ts';
import { sequences } from './order.ts';
import type { Part } from './parts.ts';
import { assume, isUsed, type Reader, textOf, use, wordsAt } from './reader.ts';
import { shareObjects, spreadWindows } from './spread.ts';

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
  // “Premium members in the US or Standard members in Mexico, who …”: after a comma it is said of all of them.
  const last = nouns.at(-1) ?? [];
  const relative = last.findIndex((part, i) => i > 0 && part.who && (part.link === 'comma' || part.weak));
  if (nouns.length > 1 && relative > 0) {
    const tail = last
      .slice(relative)
      .map((part, i) => (i === 0 ? { ...part, link: 'start' as const, weak: false } : part));
    const kinds = combineNouns(reader, parts.slice(0, parts.length - tail.length), window);
    const said = combineList(reader, tail, window);
    return kinds && said ? group('all', [kinds, said]) : (kinds ?? said);
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
