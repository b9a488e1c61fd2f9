import type { ServerCapabilities } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Tree } from '../language/syntax/tree.ts';
import type { ProjectSnapshot } from '../project/index.ts';
import type { DataPort } from './data.ts';
import type { DocumentKind } from './place/place.ts';
import type { EditorSettings } from './settings.ts';

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

/** What edits of several files a client can make. */
export interface EditSupport {
  /** Takes edits as a list in which files are made and renamed as well. */
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly renamesFiles: boolean;
  /** Shows a person what an edit does, and asks where that is wanted. */
  readonly annotates: boolean;
}

/** What the client does with code actions, and with the edits of actions and renames. */
export interface ActionSupport extends EditSupport {
  /** Asks for the edit of an action when it is chosen. */
  readonly resolves: boolean;
  /** Shows actions that cannot be done, with the reason. */
  readonly disabled: boolean;
  /** Has our own command that lets a person choose a name at once. */
  readonly asksForNames: boolean;
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
    /** Shows a few words beside a completion's label. */
    readonly labelDetails: boolean;
    /** What the client takes once for a whole list of completions. */
    readonly listDefaults: ReadonlySet<string>;
    readonly locationLinks: boolean;
    readonly hierarchicalSymbols: boolean;
    /** Asks for the place of a workspace symbol when a person chooses it. */
    readonly resolvesSymbols: boolean;
    readonly suggestsAgain: boolean;
    readonly actions: ActionSupport;
    /** Has the commands of our own extension. */
    readonly ownCommands: boolean;
  };
  readonly now: number;
  readonly data: DataPort;
  readonly settings: EditorSettings;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** The documents and projects that a feature of the whole workspace may look at. */
export interface FeatureWorkspace {
  readonly snapshots: readonly ProjectSnapshot[];
  /** The project around a file, as the server knows it now. */
  snapshotOf(uri: string): ProjectSnapshot | undefined;
  /** An open document of ours. */
  document(uri: string): FeatureDocument | undefined;
  /** The text of a file of any project. */
  textOf(uri: string): TextDocument | undefined;
}

interface Answering<Result> {
  readonly method: string;
  /** What the server says of it; features of one capability may each bring a part. */
  readonly capability: ServerCapabilities;
  /** The answer when there is nothing to say; null unless given. */
  readonly fallback?: Result;
}

/**
 * One request of the protocol about one document: what the server says it can do, and the answer. Pure over the
 * document: the shell has looked it up and catches what goes wrong.
 */
export interface Feature<Params = never, Result = unknown> extends Answering<Result> {
  readonly provide: (document: FeatureDocument, params: Params, context: FeatureContext) => Result | undefined;
}

/** A request about one document whose answer takes more than its text. */
export interface AsyncFeature<Params = never, Result = unknown> extends Answering<Result> {
  readonly provide: (document: FeatureDocument, params: Params, context: FeatureContext) => Promise<Result | undefined>;
}

/** A request that is about no open document, or names it in a way of its own (an item to be resolved, a search). */
export interface WorkspaceFeature<Params = never, Result = unknown> extends Answering<Result> {
  readonly provide: (
    workspace: FeatureWorkspace,
    params: Params,
    context: FeatureContext,
  ) => Result | undefined | Promise<Result | undefined>;
}
