/** One rule of a list on its way into the tree. */
import type { EventDraft, Node } from './drafts.ts';
import type { Part } from './parts.ts';

/** One rule of a list, with how it is linked to the one before. */
export interface Element {
  node: Node;
  readonly link: Part['link'];
  readonly weak: boolean;
  /** A relative or the segment's noun stands before it: an “or” inside does not reach over it. */
  readonly barrier: boolean;
  readonly either: boolean;
  /** It stands before the noun: “active iOS users”. */
  readonly before: boolean;
}

export const isEvent = (element: Element | undefined): element is Element & { node: EventDraft } =>
  element?.node.kind === 'event';
