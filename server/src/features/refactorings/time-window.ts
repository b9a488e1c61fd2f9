/** Windows as written in rules, and the instants that they come to. */
import {
  type Duration,
  durationText,
  localTime,
  parseInstant,
  type Window,
  windowInstants,
} from '../../language/index.ts';
import type { Entry, MapNode, SyntaxNode } from '../../language/syntax/tree.ts';
import { asOfOf, windowOf } from '../instants.ts';
import { entriesAt } from './place.ts';
import type { Site } from './refactoring.ts';

export interface WindowAt {
  readonly entry: Entry;
  readonly map: MapNode;
  readonly window: Window;
  /** Of events there are none after `as_of`; of values there may be. */
  readonly of: 'events' | 'values';
  /** A date has no time of day. */
  readonly isDate: boolean;
}

/** From the first instant up to the last, that one left out; an end that is absent is open. In milliseconds. */
export interface Stretch {
  readonly from?: number;
  readonly to?: number;
}

const KEYS: ReadonlySet<string> = new Set(['within', 'before', 'after', 'between', 'within_next']);

/** The window at the cursor, or the only one of the rule there. */
export function windowAt(site: Site): WindowAt | undefined {
  for (const { entry, map, path } of entriesAt(site).slice(0, 2)) {
    // What stands in a step counts from the step before.
    if (path.at(-2) === 'sequence') return undefined;
    const own = KEYS.has(String(entry.key.value))
      ? [entry]
      : map.entries.filter(({ key }) => KEYS.has(String(key.value)));
    const found = own.length === 1 && own[0] ? windowIn(site, own[0], map) : undefined;
    if (found) return found;
  }
  return undefined;
}

function windowIn({ selected, text }: Site, entry: Entry, map: MapNode): WindowAt | undefined {
  const kinds = map.entries.map(({ key }) => String(key.value));
  const events = kinds.some((key) => key === 'did' || key === 'did_not' || key === 'sequence');
  if (!events && !kinds.some((key) => key === 'user' || key === 'property')) return undefined;
  const texts = textsOf(entry.value);
  const window = texts && windowOf(String(entry.key.value), texts);
  const model = selected?.clauses.find((clause) => clause?.node === map)?.model;
  if (!window || !model || text[map.range.start] === '*') return undefined;
  const type = model.kind === 'user' || model.kind === 'property' ? model.property.property?.type : undefined;
  return { entry, map, window, of: events ? 'events' : 'values', isDate: type === 'date' };
}

function textsOf(node: SyntaxNode | undefined): readonly string[] | undefined {
  const nodes = node?.kind === 'list' ? node.items : node ? [node] : [];
  const texts = nodes.map((each) => (each.kind === 'scalar' ? String(each.value) : undefined));
  return texts.includes(undefined) ? undefined : (texts as string[]);
}

export const isRelative = ({ kind }: Window): boolean =>
  kind === 'within' || kind === 'period' || kind === 'before-ago' || kind === 'between-ago' || kind === 'within-next';

export const clockOf = ({ document, context }: Site) => ({
  asOf: asOfOf(document, context),
  timezone: document.snapshot.schema.timezone,
});

/** The instants of a window, in whole milliseconds. */
export function stretchOf(window: Window, of: WindowAt['of'], clock: ReturnType<typeof clockOf>): Stretch {
  const { after, until } = windowInstants(window, clock);
  const from = after && (after.included ? after.at : after.at + 1);
  const to = until && (until.included ? until.at + 1 : until.at);
  const end = of === 'events' ? Math.min(to ?? Number.POSITIVE_INFINITY, clock.asOf + 1) : to;
  return { ...(from === undefined ? {} : { from }), ...(end === undefined ? {} : { to: end }) };
}

export const isSameStretch = (one: Stretch, other: Stretch): boolean => one.from === other.from && one.to === other.to;

/** An instant as rules write it: local, and no longer than needed. */
export function instantText(at: number, timezone: string): string {
  const local = localTime(at, timezone).toPlainDateTime().toString();
  const [date = '', time = ''] = local.split('T');
  const text = `${date}T${time.replace(/:00$/, '')}`;
  // A local time that the clock shows twice is the earlier one.
  return parseInstant(text, timezone) === at ? text : new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The local day of an instant. */
export const dayText = (at: number, timezone: string): string => localTime(at, timezone).toPlainDate().toString();

/** A relative window as the entry of a rule. */
export function relativeText(window: Window): string | undefined {
  const ago = (duration: Duration) => durationText(duration);
  switch (window.kind) {
    case 'within':
      return `within: ${ago(window.duration)}`;
    case 'period':
      return `within: ${window.period}`;
    case 'before-ago':
      return `before: ${ago(window.duration)}`;
    case 'between-ago':
      return `between: [${ago(window.from)}, ${ago(window.to)}]`;
    case 'within-next':
      return `within_next: ${ago(window.duration)}`;
    default:
      return undefined;
  }
}
