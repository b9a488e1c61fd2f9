/**
 * What a refactoring is: one file each, named after its id. Its doc comment is its manual, from which
 * `docs/code-actions.md` is made.
 */
import type { Diagnostic, Range, TextEdit } from '../../language/index.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import type { FileMove, NewFile } from '../workspace-edit.ts';
import type { Selected } from './clauses.ts';

/** Kinds of the protocol, with ours below them. */
export type RefactoringKind = 'quickfix' | `refactor.${'extract' | 'inline' | 'rewrite'}` | `source.${string}`;

export interface Refactoring {
  /** Kebab-case; the name of its file. */
  readonly id: string;
  readonly kind: RefactoringKind;
  /** A verb and what it is about, for the list of all actions. */
  readonly title: string;
  readonly documents: readonly FeatureDocument['kind'][];
  /** Texts before and after, `<|x|>` or `<|>` being the selection, `--- path` between files; shown in the docs and held by a test. */
  readonly example: { readonly title: string; readonly before: string; readonly after: string };
  /** What can be done at a place; quick, since it is asked at every move of the cursor. */
  readonly offer: (site: Site) => readonly Offer[];
}

/** What the place says that an action was asked for. */
export interface Site {
  readonly document: FeatureDocument;
  readonly text: string;
  /** The selection; empty at a cursor. */
  readonly range: Range;
  /** The rules or filters that it is about. */
  readonly selected: Selected | undefined;
  /** Problems that touch it. */
  readonly problems: readonly Diagnostic[];
  readonly context: FeatureContext;
}

/** One action at a place. */
export interface Offer {
  /** A verb that names the thing. */
  readonly title: string;
  /** Why it cannot be done here: shown, where the client shows that, to a person who asked for it. */
  readonly disabled?: string;
  /** The one to take when there are several. */
  readonly preferred?: true;
  /** What it does to the users that the rules hold; absent where it does not concern them. */
  readonly meaning?: 'kept' | 'negated' | 'changed';
  /** The problem that it mends. */
  readonly mends?: Diagnostic;
  /** Its change makes up a name that a person may want to choose. */
  readonly names?: true;
  /** Computed when it is chosen. Undefined when it cannot be done after all. */
  readonly change?: () => Change | undefined;
}

/** Edits of the files of a project, and what comes to be or goes. */
export interface Change {
  /** In the document itself unless a URI says otherwise; they do not overlap. */
  readonly edits: readonly TextEdit[];
  /** It makes comments of lines, or lines of comments, so that other comments are there afterwards. */
  readonly togglesComments?: true;
  readonly creates?: readonly NewFile[];
  readonly renames?: readonly FileMove[];
  /** A made-up name in the document once it is changed: where the client can, it asks a person for a better one at once. */
  readonly names?: { readonly offset: number };
}
