/** Whose objects and windows reach to which other clauses. */
import type { EventDraft } from './drafts.ts';
import { type Element, isEvent } from './element.ts';
import type { WindowKeys } from './marks.ts';
import { assume, eventProperty, type Reader } from './reader.ts';

/** “viewed or wishlisted Shoes”: the objects of the last verb are those of the bare ones before it. */
export function shareObjects(reader: Reader, elements: readonly Element[]): void {
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

export function spreadWindows(reader: Reader, elements: readonly Element[], label: WindowKeys | undefined): void {
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
