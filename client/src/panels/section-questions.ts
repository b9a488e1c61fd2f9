import type * as vscode from 'vscode';
import {
  methods,
  type SectionId,
  type SectionParams,
  type SectionQuestion,
  type SectionResult,
  type ToInsightsView,
} from '../../../server/src/protocol/index.ts';
import { createLatest, type Latest } from '../language-client/latest.ts';
import type { Server } from '../language-client/server.ts';
import { messageOf } from '../platform/error-text.ts';

export interface SectionQuestions extends vscode.Disposable {
  /** Asks the server and posts the answer. `isRevealed`: the person wants to see personal data. */
  ask(uri: vscode.Uri, question: SectionQuestion, isRevealed: boolean): Promise<void>;
  drop(section: SectionId): void;
  cancel(): void;
}

/** One question a section at a time; nothing is kept, an outdated answer reaches nobody. */
export function createSectionQuestions(
  server: Server,
  log: vscode.LogOutputChannel,
  post: (message: ToInsightsView) => void,
): SectionQuestions {
  const open = new Map<SectionId, Latest>();
  const latest = (section: SectionId) => {
    const known = open.get(section) ?? createLatest(server);
    open.set(section, known);
    return known;
  };
  const cancel = () => {
    for (const one of open.values()) one.cancel();
  };
  return {
    ask: async (uri, { section, options, ask }, isRevealed) => {
      const reveals = isRevealed && (section === 'users' || section === 'breakdown');
      const params = {
        uri: uri.toString(),
        section,
        options: reveals ? { ...options, reveal: true } : options,
      } satisfies SectionParams;
      try {
        const result = await latest(section).ask<SectionResult | null>(methods.insightsSection, params);
        if (result !== undefined) post({ type: 'section', ask, result });
      } catch (error) {
        log.error(`${methods.insightsSection} ${section}: ${messageOf(error)}`);
        post({ type: 'section', ask, result: null });
      }
    },
    drop: (section) => open.get(section)?.cancel(),
    cancel,
    dispose: cancel,
  };
}
