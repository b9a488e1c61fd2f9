/** Cuts the marks of a prompt into parts: the stretches between conjunctions, relatives, subjects and brackets. */
import type { Mark } from './marks.ts';
import { isMeant } from './marks.ts';

export type Link = 'start' | 'next' | 'and' | 'or' | 'but' | 'comma' | 'then' | 'exclude';

/** One stretch. With `group` it is what stands in brackets and has no marks of its own. */
export interface Part {
  readonly link: Link;
  /** A comma, dash or full stop stands before the link: it then separates what stands further apart. */
  readonly weak: boolean;
  readonly who: boolean;
  readonly either: boolean;
  /** It ends with the noun the segment is about: “iOS users”. */
  readonly subject: boolean;
  /** What stands before a colon, or in words that brackets spell out. */
  readonly label: boolean;
  readonly marks: readonly Mark[];
  readonly group?: readonly Part[];
}

interface Draft {
  link: Link;
  weak: boolean;
  who: boolean;
  either: boolean;
  subject: boolean;
  label: boolean;
  marks: Mark[];
  group?: readonly Part[];
}

const fresh = (link: Link = 'next'): Draft => ({
  link,
  weak: false,
  who: false,
  either: false,
  subject: false,
  label: false,
  marks: [],
});

const SILENT = new Set(['filler', 'aux', 'light', 'thing', 'with', 'join']);
const hasContent = (part: Draft): boolean =>
  part.group !== undefined || part.marks.some((mark) => !SILENT.has(mark.meaning.kind));

/** Nouns for people that are values too: “women in Delhi or men in Mumbai”. */
const PEOPLE = new Set(
  'woman women man men lady ladies girl girls boy boys guy guys gentlemen female male females males'.split(' '),
);

/**
 * `belongs` says whether the entity after a “with” is an argument of the event before it (“paid with a card”), so that
 * it stays in its part.
 */
export function cutParts(
  marks: readonly Mark[],
  text: (mark: Mark) => string,
  belongs: (before: readonly Mark[], after: readonly Mark[]) => boolean,
): Part[] {
  return cut(joinValues(pairDashes(marks)), { position: 0 }, text, belongs, false);
}

/** Where a value could be of: two with a place in common are values of one property. */
function placesOf(mark: Mark | undefined): string[] {
  if (!mark || !isMeant(mark, 'entity')) return [];
  return mark.meaning.senses.flatMap((sense) =>
    sense.type === 'user-value'
      ? [`user ${sense.property}`]
      : sense.type === 'event-value'
        ? sense.events.map((event) => `${event} ${sense.property}`)
        : sense.type === 'channel'
          ? ['channel']
          : [],
  );
}

/** “Mumbai, Delhi or Pune”, “business or first class”: links between values of one property bind before all others. */
function joinValues(marks: readonly Mark[]): Mark[] {
  const out = [...marks];
  for (let i = 1; i < out.length - 1; i++) {
    const link = out[i]!;
    if (!isMeant(link, 'link') || !['and', 'or', 'comma'].includes(link.meaning.link)) continue;
    let next = i + 1;
    // “, or”, “or from”, “and the”
    while (
      out[next] &&
      (isMeant(out[next]!, 'filler') ||
        (isMeant(out[next]!, 'link') && link.meaning.link === 'comma' && next === i + 1))
    )
      next++;
    const places = placesOf(out[i - 1]);
    if (!places.length || !placesOf(out[next]).some((place) => places.includes(place))) continue;
    const written = out[next - 1]!;
    const word =
      isMeant(link, 'link') && link.meaning.link === 'comma' && isMeant(written, 'link')
        ? written.meaning.link
        : link.meaning.link;
    if (word !== 'and' && word !== 'or' && word !== 'comma') continue;
    // A comma is what the last link of its list is.
    const last = word === 'comma' ? lastLink(out, next) : word;
    if (!last) continue;
    out[i] = { ...link, meaning: { kind: 'join', join: last } };
    for (let at = i + 1; at < next; at++)
      if (isMeant(out[at]!, 'link')) out[at] = { ...out[at]!, meaning: { kind: 'filler' } };
  }
  return out;
}

function lastLink(marks: readonly Mark[], from: number): 'and' | 'or' | undefined {
  for (let i = from + 1; i < Math.min(marks.length, from + 12); i++) {
    const mark = marks[i]!;
    if (isMeant(mark, 'link') && (mark.meaning.link === 'and' || mark.meaning.link === 'or'))
      return placesOf(marks[i + 1]).length ? mark.meaning.link : undefined;
    if (!isMeant(mark, 'entity') && !isMeant(mark, 'link') && !isMeant(mark, 'filler')) return undefined;
  }
  return undefined;
}

/** Two dashes around a remark are brackets; one alone separates. */
function pairDashes(marks: readonly Mark[]): Mark[] {
  const dashes = marks.flatMap((mark, i) => (isMeant(mark, 'link') && mark.meaning.link === 'dash' ? [i] : []));
  const out = [...marks];
  if (dashes.length === 2) {
    out[dashes[0]!] = { ...marks[dashes[0]!]!, meaning: { kind: 'link', link: 'open' } };
    out[dashes[1]!] = { ...marks[dashes[1]!]!, meaning: { kind: 'link', link: 'close' } };
  }
  return out;
}

function cut(
  marks: readonly Mark[],
  cursor: { position: number },
  text: (mark: Mark) => string,
  belongs: (before: readonly Mark[], after: readonly Mark[]) => boolean,
  nested: boolean,
): Part[] {
  const parts: Draft[] = [];
  let current = fresh('start');
  const close = (link: Link = 'next'): void => {
    if (hasContent(current) || current.subject) parts.push(current);
    else {
      // An empty stretch hands what it began with to the next: “, and who …”.
      const carried = current;
      current = fresh(stronger(carried.link, link));
      current.weak = carried.weak;
      current.who = carried.who;
      current.either = carried.either;
      current.marks.push(...carried.marks);
      return;
    }
    current = fresh(link);
  };
  for (; cursor.position < marks.length; cursor.position++) {
    const mark = marks[cursor.position]!;
    if (isMeant(mark, 'link')) {
      const { link } = mark.meaning;
      if (link === 'close') {
        if (nested) break;
        continue;
      }
      if (link === 'open') {
        if (hasContent(current)) close();
        cursor.position++;
        const group = cut(marks, cursor, text, belongs, true);
        if (group.length) {
          current.group = group;
          close();
        }
      } else if (link === 'colon') {
        close('start');
        for (const part of parts) part.label = true;
      } else if (link === 'strong' || link === 'dash') {
        close('and');
        current.weak = true;
      } else {
        const weakBefore: boolean = current.weak && !hasContent(current);
        const commaBefore: boolean = !hasContent(current) && current.link === 'comma';
        close(link);
        if (commaBefore || weakBefore) current.weak = true;
      }
    } else if (mark.meaning.kind === 'who') {
      close();
      current.who = true;
    } else if (mark.meaning.kind === 'either') {
      // “booked either a flight or a hotel”: the verb before it belongs to the first choice.
      if (!current.marks.some((each) => each.meaning.kind === 'entity')) close(current.link);
      current.either = true;
    } else if (mark.meaning.kind === 'subject') {
      // “with business accounts”: theirs, not who they are.
      if (current.marks.some((each) => each.meaning.kind === 'with')) continue;
      current.subject = true;
      close();
    } else if (mark.meaning.kind === 'with' || (isMeant(mark, 'not') && mark.meaning.form === 'without')) {
      if (hasContent(current) && !belongs(current.marks, marks.slice(cursor.position + 1))) close();
      current.marks.push(mark);
    } else {
      current.marks.push(mark);
      if (mark.meaning.kind === 'entity' && PEOPLE.has(text(mark).toLowerCase())) {
        current.subject = true;
        close();
      }
    }
  }
  if (hasContent(current) || current.subject) parts.push(current);
  return parts;
}

/** Weakest first: of two links in a row the stronger counts. */
const RANK: readonly Link[] = ['start', 'next', 'comma', 'and', 'but', 'or', 'then', 'exclude'];

function stronger(a: Link, b: Link): Link {
  return RANK.indexOf(b) >= RANK.indexOf(a) ? b : a;
}
