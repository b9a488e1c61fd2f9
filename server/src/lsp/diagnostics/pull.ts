import type {
  CancellationToken,
  Connection,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  ResultProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { normalizeUri, type Workspace } from '../../project/index.ts';
import { type Log, runSafe } from '../run-safe.ts';
import { NOTHING, type Report, type Reports } from './reports.ts';

/** Answers clients that ask for problems, and tells them when to ask again. */
export interface Pull {
  /** All files were checked. */
  checked(reports: ReadonlyMap<string, Report>): void;
  dispose(): void;
}

export interface PullOptions {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly reports: Reports;
  readonly log: Log;
  readonly open: () => ReadonlyMap<string, string>;
  readonly client: {
    /** Takes the problems of other documents with those of one. */
    readonly relatedDocuments: boolean;
    readonly refreshesDiagnostics: boolean;
  };
}

export function createPull(options: PullOptions): Pull {
  const { connection, workspace, reports, log, open, client } = options;
  /** The last answer for each open document. */
  const answered = new Map<string, string>();
  /** What the client knows of all files, by the last request for the workspace and the answers since. */
  let told = new Map<string, string>();
  let latest: ReadonlyMap<string, Report> | undefined;
  let wake: () => void = () => undefined;
  let news = nextNews();
  let isOver = false;

  function nextNews(): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
    });
  }

  const full = ({ items, resultId }: Report) => ({ kind: 'full' as const, resultId, items: [...items] });

  const ofDocument = async (params: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> => {
    const uri = normalizeUri(params.textDocument.uri);
    await workspace.readyFor(uri);
    const report = reports.of(uri);
    if (!report) return { kind: 'full', items: [] };
    if (open().has(uri)) answered.set(uri, report.resultId);
    told.set(uri, report.resultId);
    const related = client.relatedDocuments ? othersToTell(uri) : {};
    return params.previousResultId === report.resultId
      ? { kind: 'unchanged', resultId: report.resultId, ...related }
      : { ...full(report), ...related };
  };

  /** Other open documents that have other problems than the client was told: an edit here may be felt there. */
  const othersToTell = (but: string) => {
    const found = [...open()].flatMap(([uri, name]) => {
      const report = uri === but ? undefined : reports.of(uri);
      if (!report || !answered.has(uri) || answered.get(uri) === report.resultId) return [];
      answered.set(uri, report.resultId);
      return [[name, full(report)] as const];
    });
    return found.length === 0 ? {} : { relatedDocuments: Object.fromEntries(found) };
  };

  /**
   * Tells what differs from what the client knows. While nothing does, the request stays open, as the protocol means
   * it: otherwise a client would ask every few seconds and name every file.
   */
  const ofWorkspace = async (
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    partial: ResultProgressReporter<WorkspaceDiagnosticReport> | undefined,
  ): Promise<WorkspaceDiagnosticReport> => {
    told = new Map(params.previousResultIds.map(({ uri, value }) => [normalizeUri(uri), value]));
    const cancelled = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
    while (!isOver && !token.isCancellationRequested) {
      const items = latest ? changes(latest, told) : [];
      if (items.length > 0 && !partial) return { items };
      for (let i = 0; i < items.length; i += CHUNK) partial?.report({ items: items.slice(i, i + CHUNK) });
      await Promise.race([news, cancelled]);
    }
    return { items: [] };
  };

  const onDocument = runSafe<DocumentDiagnosticParams, DocumentDiagnosticReport>(
    log,
    'textDocument/diagnostic',
    NONE,
    ofDocument,
  );
  // A cancelled request says no more than that, whatever the protocol would let it say.
  connection.languages.diagnostics.on(
    (params, token) => onDocument(params, token) as Promise<DocumentDiagnosticReport>,
  );
  connection.languages.diagnostics.onWorkspace((params, token, _progress, partial) => {
    const work = (asked: WorkspaceDiagnosticParams, by: CancellationToken) => ofWorkspace(asked, by, partial);
    const answer = runSafe<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
      log,
      'workspace/diagnostic',
      { items: [] },
      work,
    )(params, token);
    return answer as Promise<WorkspaceDiagnosticReport>;
  });

  return {
    checked: (all) => {
      latest = all;
      const documents = open();
      for (const uri of answered.keys()) {
        if (documents.has(uri)) continue;
        answered.delete(uri);
        // While it was open, the client may have left aside what it was told of it with the workspace.
        told.set(uri, CLOSED);
      }
      const isOutdated = [...answered].some(([uri, resultId]) => (all.get(uri)?.resultId ?? NOTHING) !== resultId);
      if (isOutdated && client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
      wake();
      news = nextNews();
    },
    dispose: () => {
      isOver = true;
      wake();
    },
  };
}

const NONE: DocumentDiagnosticReport = { kind: 'full', items: [] };

/** Equal to no result: what is known of a document that was closed is told anew. */
const CLOSED = 'closed';

/** So many files are told of at once, so that the first appear while the rest is on its way. */
const CHUNK = 100;

/** What differs from what was told, which is brought up to date. Files without problems are told of once they had one. */
function changes(all: ReadonlyMap<string, Report>, told: Map<string, string>): WorkspaceDocumentDiagnosticReport[] {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const tell = (uri: string, report: Pick<Report, 'uri' | 'version' | 'items' | 'resultId'>) => {
    told.set(uri, report.resultId);
    const { version, resultId } = report;
    items.push({ kind: 'full', uri: report.uri, version, resultId, items: [...report.items] });
  };
  for (const [uri, report] of all) {
    const before = told.get(uri);
    if (before === report.resultId || (before === undefined && report.items.length === 0)) continue;
    tell(uri, report);
  }
  for (const [uri, resultId] of told) {
    if (all.has(uri) || resultId === NOTHING) continue;
    tell(uri, { uri, version: null, items: [], resultId: NOTHING });
  }
  return items;
}
