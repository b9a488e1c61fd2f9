/** Rules in the making: what the clause reader collects before windows, orders and groups are settled. */
import type { WindowKeys } from './marks.ts';

export interface FilterDraft {
  readonly property: string;
  /** Operators; for values still being collected, `values`. */
  operators: Record<string, unknown>;
  values?: (string | number)[];
  /** “both Shoes and Bags”: an event of each, not one of either. */
  every?: boolean;
  negated?: boolean;
}

export interface EventDraft {
  readonly kind: 'event';
  events: readonly string[];
  negated: boolean;
  filters: FilterDraft[];
  having: FilterDraft[];
  window?: WindowKeys;
  /** “within 24 hours” with no “last”: of the step before, when there is one. */
  bare?: string;
  at?: Readonly<Record<string, unknown>>;
  occurrence?: 'first' | 'last';
  measures: Record<string, Record<string, unknown>>;
  /** “never”, “total”: at any time, whatever windows stand around. */
  ever: boolean;
  /** “in total”: an amount is then a sum. */
  total?: boolean;
  /** It has its own “have”: its window is its own. */
  perfect: boolean;
  /** The window stands before the verb and holds for what follows. */
  fronted: boolean;
  /** “after that”, “then”: it follows the step before. */
  after: boolean;
  same?: string;
  /** The tokens of its own word: what is left out after it may be this verb. */
  verb: readonly number[];
  /** A verb alone that shares the objects of the next: “viewed or wishlisted Shoes”. */
  bareVerb: boolean;
  readonly tokens: Set<number>;
}

export interface UserDraft {
  readonly kind: 'user';
  readonly property: string;
  operators: Record<string, unknown>;
  values?: (string | number)[];
  every?: boolean;
  negated: boolean;
  readonly tokens: Set<number>;
}

export interface ReachDraft {
  readonly kind: 'reach';
  channels: string[];
  negated: boolean;
  every?: boolean;
  readonly tokens: Set<number>;
}

export interface SegmentDraft {
  readonly kind: 'segment';
  segments: string[];
  negated: boolean;
  readonly tokens: Set<number>;
}

/** Rules given as they are: what a business word means. */
export interface FixedDraft {
  readonly kind: 'fixed';
  readonly term: string;
  rules: readonly Readonly<Record<string, unknown>>[];
  negated: boolean;
  readonly tokens: Set<number>;
}

export interface SequenceDraft {
  readonly kind: 'sequence';
  steps: EventDraft[];
  window?: WindowKeys;
  readonly tokens: Set<number>;
}

export type Draft = EventDraft | UserDraft | ReachDraft | SegmentDraft | FixedDraft | SequenceDraft;

export type Node = Draft | { readonly kind: 'all' | 'any' | 'none'; readonly of: readonly Node[] };

export function eventDraft(events: readonly string[], tokens: Iterable<number> = []): EventDraft {
  return {
    kind: 'event',
    events,
    negated: false,
    filters: [],
    having: [],
    measures: {},
    ever: false,
    perfect: false,
    fronted: false,
    after: false,
    bareVerb: false,
    verb: [],
    tokens: new Set(tokens),
  };
}

export function isGroup(node: Node): node is Extract<Node, { readonly of: readonly Node[] }> {
  return node.kind === 'all' || node.kind === 'any' || node.kind === 'none';
}

export function group(kind: 'all' | 'any', nodes: readonly Node[]): Node {
  const flat = nodes.flatMap((node) => (isGroup(node) && node.kind === kind ? node.of : [node]));
  return flat.length === 1 ? flat[0]! : { kind, of: flat };
}

/** Every token that a node was made of. */
export function tokensOf(node: Node): number[] {
  return isGroup(node) ? node.of.flatMap(tokensOf) : [...node.tokens];
}
