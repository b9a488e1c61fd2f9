/** What reading a rule needs, and the notice of whether it went well. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Rule } from '../model.ts';
import type { ProjectSchema } from '../schema/model.ts';
import type { Entry } from '../syntax/tree.ts';

/** The ids of the project's segments. */
export interface SegmentNames {
  has(id: string): boolean;
  ids(): Iterable<string>;
}

/** What rules are bound to. While the schema itself is read, `channels` may still be empty. */
export type RuleSchema = Pick<ProjectSchema, 'users' | 'events' | 'unknown' | 'broken' | 'channels' | 'timezone'>;

/** Where rules stand and what they are bound to. */
export interface RuleContext {
  readonly schema: RuleSchema;
  /** Absent: references to segments are not looked up. */
  readonly segments?: SegmentNames;
  /** The segment that holds the rules. */
  readonly segmentId?: string;
  /** The file's text, for fixes that insert lines. */
  readonly text?: string;
  /** A channel's rules may carry `because` and may not be of every kind. */
  readonly place: 'segment' | 'channel' | 'glossary';
  readonly report: (diagnostic: Diagnostic) => void;
}

/** A context inside a rule: it can read nested rules. */
export interface Reading extends RuleContext {
  /** White space up to the column of an offset. */
  readonly indent: (offset: number) => string;
  /** The rules of a group; undefined when there is no list of them. */
  readonly readRules: (entry: Entry, context: Reading) => readonly Rule[] | undefined;
}

/** The same context, and whether an error was reported through it. */
export function watched<C extends RuleContext>(context: C): { readonly context: C; readonly failed: () => boolean } {
  let failed = false;
  const report = (diagnostic: Diagnostic) => {
    failed ||= diagnostic.severity === 'error';
    context.report(diagnostic);
  };
  return { context: { ...context, report }, failed: () => failed };
}
