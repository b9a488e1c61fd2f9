import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../../language/diagnostic.ts';
import {
  digest,
  isSchemaFile,
  isSegmentFile,
  isStored,
  type ProjectSnapshot,
  type SourceFile,
  type Workspace,
} from '../../project/index.ts';
import { type DiagnosticSupport, textOf, toLspDiagnostic } from '../convert.ts';
import type { DiagnosticSource } from './source.ts';

/** What a client is told of one file. */
export interface Report {
  /** As the client spells it. */
  readonly uri: string;
  /** Of the editor's text; null for a file on disk. */
  readonly version: number | null;
  readonly items: readonly LspDiagnostic[];
  /** Equal for equal items, in every session. */
  readonly resultId: string;
}

/** The problems of files as a client is told of them, pushed or pulled: made anew only for those that changed. */
export interface Reports {
  /** Of one file, from no more than what it refers to; undefined for a file that is none of ours. */
  of(uri: string): Report | undefined;
  /** Of all files of all projects, and of documents beside them, by our spelling of their URIs. Reads what is unread. */
  all(): ReadonlyMap<string, Report>;
}

export interface ReportsOptions {
  readonly workspace: Workspace;
  readonly support: DiagnosticSupport;
  /** Open documents: our spelling of their URIs, and the client's. */
  readonly open: () => ReadonlyMap<string, string>;
  readonly sources: readonly DiagnosticSource[];
}

interface Known {
  readonly file: SourceFile;
  /** Lists of problems, the same objects as long as they are the same. */
  readonly from: readonly (readonly Diagnostic[])[];
  readonly report: Report;
}

export function createReports({ workspace, support, open, sources }: ReportsOptions): Reports {
  let known = new Map<string, Known>();

  const reportOf = (
    uri: string,
    snapshot: ProjectSnapshot,
    own: readonly Diagnostic[],
    spelt: ReadonlyMap<string, string>,
  ): Known | undefined => {
    const file = snapshot.file(uri);
    if (!file) return undefined;
    const from = [own, ...sources.map((source) => source.problemsOf(uri, snapshot))];
    const before = known.get(uri);
    const name = spelt.get(uri) ?? uri;
    const isSame =
      before?.file === file && before.report.uri === name && from.every((list, i) => list === before.from[i]);
    if (isSame) return before;
    const text = textOf(file);
    const items = from.flat().map((each) => toLspDiagnostic(each, text, support, (other) => snapshot.file(other)));
    const resultId = items.length === 0 ? NOTHING : digest(JSON.stringify(items));
    return { file, from, report: { uri: name, version: file.version, items, resultId } };
  };

  return {
    of: (uri) => {
      const snapshot = isChecked(uri) ? workspace.snapshotOf(uri) : undefined;
      const found = snapshot && reportOf(uri, snapshot, snapshot.problemsOf(uri), open());
      if (found) known.set(uri, found);
      return found?.report;
    },
    all: () => {
      const spelt = open();
      const next = new Map<string, Known>();
      const reports = new Map<string, Report>();
      const add = (uri: string, snapshot: ProjectSnapshot, own: readonly Diagnostic[]) => {
        const found = reportOf(uri, snapshot, own, spelt);
        if (!found) return;
        next.set(uri, found);
        reports.set(uri, found.report);
      };
      for (const { snapshot } of workspace.projects) {
        for (const [uri, own] of snapshot.diagnostics()) add(uri, snapshot, own);
      }
      for (const uri of spelt.keys()) {
        const snapshot = next.has(uri) || !isChecked(uri) ? undefined : workspace.snapshotOf(uri);
        if (snapshot) add(uri, snapshot, snapshot.diagnostics().get(uri) ?? []);
      }
      known = next;
      return reports;
    },
  };
}

/** The result of every file without problems. */
export const NOTHING = 'none';

/** Documents of other schemes (a git revision, an output) belong to no project. */
const isChecked = (uri: string): boolean =>
  uri.startsWith('untitled:') || ((isSegmentFile(uri) || isSchemaFile(uri)) && isStored(uri));
