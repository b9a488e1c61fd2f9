import type { Diagnostic, Range } from '../diagnostic.ts';

/** A YAML value with its place. Aliases are already replaced by what they stand for (ranges then point at the alias). */
export type SyntaxNode = MapNode | ListNode | ScalarNode;

export type Scalar = string | number | boolean | null;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly range: Range;
  readonly value: Scalar;
  /** The text as written, quotes included. */
  readonly source: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

export interface Entry {
  readonly key: ScalarNode;
  /** Absent when nothing stands after the colon. */
  readonly value: SyntaxNode | undefined;
  /** From the key's start to the value's end. */
  readonly range: Range;
}

export interface MapNode {
  readonly kind: 'map';
  readonly range: Range;
  readonly entries: readonly Entry[];
  readonly flow: boolean;
}

export interface ListNode {
  readonly kind: 'list';
  readonly range: Range;
  readonly items: readonly SyntaxNode[];
  readonly flow: boolean;
}

/** What a text parses to. Never fails: `diagnostics` says what was wrong and `root` holds all that could still be read. */
export interface Tree {
  readonly text: string;
  readonly root: SyntaxNode | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
