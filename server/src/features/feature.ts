import type { ServerCapabilities } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Tree } from '../language/syntax/tree.ts';
import type { ProjectSnapshot } from '../project/index.ts';
import type { DocumentKind } from './place/place.ts';

/** An open document with all that a feature may look at. */
export interface FeatureDocument {
  readonly uri: string;
  readonly kind: DocumentKind;
  readonly text: TextDocument;
  readonly tree: Tree;
  readonly snapshot: ProjectSnapshot;
  /** The text of another file of the project. */
  textOf(uri: string): TextDocument | undefined;
}

/** What the client shows, and when it is. */
export interface FeatureContext {
  readonly client: {
    readonly snippets: boolean;
    /** In hovers. */
    readonly markdown: boolean;
    /** In the documentation of completions. */
    readonly completionMarkdown: boolean;
    /** Asks for the documentation of a completion when a person looks at it. */
    readonly resolvesDocs: boolean;
    /** What the client takes once for a whole list of completions. */
    readonly listDefaults: ReadonlySet<string>;
    readonly locationLinks: boolean;
    readonly hierarchicalSymbols: boolean;
    readonly suggestsAgain: boolean;
  };
  readonly now: number;
  /** The newest event of the data, where a store is open. */
  readonly latestEvent?: number;
}

/**
 * One request of the protocol about one document: what the server says it can do, and the answer. Pure over the
 * document: the shell has looked it up and catches what goes wrong.
 */
export interface Feature<Params = never, Result = unknown> {
  readonly method: string;
  readonly capability: ServerCapabilities;
  /** The answer when there is nothing to say; null unless given. */
  readonly fallback?: Result;
  readonly provide: (document: FeatureDocument, params: Params, context: FeatureContext) => Result | undefined;
}
