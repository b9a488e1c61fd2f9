import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { ActionSupport } from '../features/feature.ts';
import type { InitializationOptions } from '../protocol/index.ts';

/** What is known of a client after `initialize`. */
export interface Client {
  readonly snippets: boolean;
  readonly markdown: boolean;
  readonly completionMarkdown: boolean;
  readonly resolvesDocs: boolean;
  readonly labelDetails: boolean;
  readonly listDefaults: ReadonlySet<string>;
  readonly locationLinks: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly resolvesSymbols: boolean;
  readonly actions: ActionSupport;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  /** Asks for problems rather than being told. */
  readonly pullsDiagnostics: boolean;
  readonly relatedDocuments: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesTokens: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly workDoneProgress: boolean;
  /** Understands VS Code's own command that opens the list of completions again. */
  readonly suggestsAgain: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** Tells of changed settings when asked to. */
  readonly configurationChanges: boolean;
  /** Has the commands of our own extension. */
  readonly ownCommands: boolean;
  readonly trusted: boolean;
  /** Answers `segments/languageModel`. */
  readonly languageModels: boolean;
}

export function clientOf(params: InitializeParams): Client {
  const { workspace, textDocument, window }: ClientCapabilities = params.capabilities;
  const options = params.initializationOptions as Partial<InitializationOptions> | undefined;
  const problems = textDocument?.diagnostic ?? textDocument?.publishDiagnostics;
  const item = textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    completionMarkdown: item?.documentationFormat?.includes('markdown') === true,
    resolvesDocs: item?.resolveSupport?.properties?.includes('documentation') === true,
    labelDetails: item?.labelDetailsSupport === true,
    listDefaults: new Set(textDocument?.completion?.completionList?.itemDefaults),
    locationLinks: textDocument?.definition?.linkSupport === true,
    resolvesSymbols: workspace?.symbol?.resolveSupport?.properties.includes('location.range') === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    actions: actionsOf(params.capabilities, options),
    relatedInformation: problems?.relatedInformation === true,
    diagnosticTags: problems?.tagSupport !== undefined,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    relatedDocuments: textDocument?.diagnostic?.relatedDocumentSupport === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    workDoneProgress: window?.workDoneProgress === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    suggestsAgain: /Visual Studio Code|VSCodium|Code - OSS|Cursor|Windsurf/i.test(params.clientInfo?.name ?? ''),
    // Editors without workspace trust start the server because their user opened the folder on purpose.
    trusted: options?.trusted !== false,
    ownCommands: options?.ownCommands === true,
    languageModels: options?.languageModels === true,
  };
}

function actionsOf(
  { workspace, textDocument }: ClientCapabilities,
  options: Partial<InitializationOptions> | undefined,
): ActionSupport {
  const edits = workspace?.workspaceEdit;
  const documentChanges = edits?.documentChanges === true;
  const can = (operation: 'create' | 'rename') =>
    documentChanges && edits?.resourceOperations?.includes(operation) === true;
  return {
    resolves: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    disabled: textDocument?.codeAction?.disabledSupport === true,
    documentChanges,
    createsFiles: can('create'),
    renamesFiles: can('rename'),
    annotates: documentChanges && edits?.changeAnnotationSupport !== undefined,
    asksForNames: options?.ownCommands === true,
  };
}
