import * as vscode from 'vscode';

export type Provider = 'auto' | 'builtin' | 'openai' | 'vscode';

const PROVIDERS: readonly Provider[] = ['builtin', 'openai', 'vscode'];

export interface Settings {
  readonly provider: Provider;
  readonly openai: {
    readonly model: string | undefined;
    readonly baseUrl: string | undefined;
    readonly apiVersion: string | undefined;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** The editor's language model that the person picked. */
  readonly languageModel: string | undefined;
  readonly insights: { readonly sampleSize: number; readonly updateDelay: number };
  /** What the explorer's views show beside names. */
  readonly explorer: { readonly sizes: boolean; readonly volumes: boolean };
}

/** The settings now. Read anew for each use, so that a change needs no restart. */
export function settings(): Settings {
  const values = vscode.workspace.getConfiguration('segments');
  const text = (key: string) => values.get<string>(key)?.trim() || undefined;
  const provider = values.get<string>('provider');
  return {
    provider: PROVIDERS.find((each) => each === provider) ?? 'auto',
    openai: {
      model: text('openai.model'),
      baseUrl: text('openai.baseUrl'),
      apiVersion: text('openai.apiVersion'),
      headers: texts(values.get('openai.headers')),
    },
    languageModel: text('vscode.model'),
    insights: {
      sampleSize: bounded(values.get('insights.sampleSize'), 10, 200),
      updateDelay: bounded(values.get('insights.updateDelay'), 300, 10_000),
    },
    explorer: {
      sizes: values.get('explorer.sizes') !== false,
      volumes: values.get('explorer.volumes') !== false,
    },
  };
}

/** Header names with text values; anything else is left out. */
function texts(value: unknown): Readonly<Record<string, string>> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** VS Code warns about a value out of bounds and hands it over all the same. */
function bounded(value: unknown, fallback: number, most: number): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(Math.max(Math.round(value), 0), most)
    : fallback;
}
