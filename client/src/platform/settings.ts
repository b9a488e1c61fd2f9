import * as vscode from 'vscode';

export type Provider = 'auto' | 'builtin' | 'openai';

export interface Settings {
  readonly provider: Provider;
  readonly openai: { readonly model: string | undefined; readonly baseUrl: string | undefined };
  readonly insights: { readonly sampleSize: number; readonly updateDelay: number };
}

/** The settings now. Read anew for each use, so that a change needs no restart. */
export function settings(): Settings {
  const values = vscode.workspace.getConfiguration('segments');
  const text = (key: string) => values.get<string>(key)?.trim() || undefined;
  const provider = values.get<string>('provider');
  return {
    provider: provider === 'builtin' || provider === 'openai' ? provider : 'auto',
    openai: { model: text('openai.model'), baseUrl: text('openai.baseUrl') },
    insights: {
      sampleSize: bounded(values.get('insights.sampleSize'), 10, 200),
      updateDelay: bounded(values.get('insights.updateDelay'), 300, 10_000),
    },
  };
}

/** VS Code warns about a value out of bounds and hands it over all the same. */
function bounded(value: unknown, fallback: number, most: number): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(Math.max(Math.round(value), 0), most)
    : fallback;
}
