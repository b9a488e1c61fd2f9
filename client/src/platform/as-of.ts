/**
 * The instant that all numbers of this workspace are for, when the person chose another than the schema's.
 * Invariant: the one place that keeps it; the server is told whenever it starts or the choice changes.
 */
import * as vscode from 'vscode';
import { type AsOfChoice, type AsOfParams, methods } from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';

export interface AsOf extends vscode.Disposable {
  /** A date or date-time as the person wrote it; undefined: as the schema says. */
  readonly value: string | undefined;
  /** `latestEvent` is what “latest” means; null where there is no event. */
  choose(choice: AsOfChoice, latestEvent: string | null): Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

const KEY = 'segments.asOf';

export function createAsOf(server: Server, state: vscode.Memento): AsOf {
  const changes = new vscode.EventEmitter<void>();
  const value = () => state.get<string>(KEY);
  const tell = () => server.notify(methods.asOfChanged, { asOf: value() ?? null } satisfies AsOfParams);
  const listening = server.onState((now) => now === 'running' && value() !== undefined && tell());
  const set = async (wanted: string | undefined) => {
    if (wanted === value()) return;
    await state.update(KEY, wanted);
    tell();
    changes.fire();
  };
  return {
    get value() {
      return value();
    },
    choose: (choice, latestEvent) => {
      if (choice.kind === 'at') return set(choice.local);
      if (choice.kind === 'now') return set(new Date().toISOString());
      return set(choice.kind === 'latest' ? (latestEvent ?? undefined) : undefined);
    },
    onDidChange: changes.event,
    dispose: () => vscode.Disposable.from(changes, listening).dispose(),
  };
}

/** Why a text is no instant, in a sentence; undefined when it is one. */
export function instantProblem(text: string): string | undefined {
  const written = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text.trim());
  const day = written && new Date(`${written[1]}T00:00:00Z`);
  const real = day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written[1] ?? '');
  if (real && !Number.isNaN(Date.parse(text.trim()))) return undefined;
  return vscode.l10n.t('Write a date (2026-01-31) or a date-time (2026-01-31T18:00).');
}
