import type { Connection } from 'vscode-languageserver';
import type { Report } from './reports.ts';

/** Publishes the problems of files that changed, to clients that do not ask for them. */
export interface Push {
  /** Documents that are open, ahead of the rest. */
  some(reports: Iterable<readonly [string, Report]>): Promise<void>;
  /** All files: those that went have no problems any more. */
  all(reports: ReadonlyMap<string, Report>): Promise<void>;
}

export function createPush(connection: Connection): Push {
  const published = new Map<string, Report>();

  const some: Push['some'] = async (reports) => {
    for (const [uri, report] of reports) {
      const before = published.get(uri);
      const isSame = before === report || (before?.resultId === report.resultId && before.version === report.version);
      // A file that never had a problem needs no word, but who opened a document waits for its answer.
      const isNews = !isSame && (before !== undefined || report.items.length > 0 || report.version !== null);
      if (isNews || before) published.set(uri, report);
      if (!isNews) continue;
      const version = report.version === null ? {} : { version: report.version };
      await connection.sendDiagnostics({ uri: report.uri, ...version, diagnostics: [...report.items] });
    }
  };
  return {
    some,
    all: async (reports) => {
      await some(reports);
      for (const [uri, before] of [...published]) {
        if (reports.has(uri)) continue;
        published.delete(uri);
        await connection.sendDiagnostics({ uri: before.uri, diagnostics: [] });
      }
    },
  };
}
