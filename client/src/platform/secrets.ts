import type * as vscode from 'vscode';

const KEY = 'segments.openai.apiKey';

/** The API key's only home: the system's secret store. Never settings, logs or the webview. */
export interface Secrets {
  apiKey(): Promise<string | undefined>;
  setApiKey(value: string): Promise<void>;
  clearApiKey(): Promise<void>;
}

export function createSecrets(context: vscode.ExtensionContext): Secrets {
  return {
    apiKey: async () => context.secrets.get(KEY),
    setApiKey: async (value) => context.secrets.store(KEY, value),
    clearApiKey: async () => context.secrets.delete(KEY),
  };
}
