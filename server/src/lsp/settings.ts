import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { DEFAULT_SETTINGS, type EditorSettings, readSettings } from '../features/settings.ts';
import type { Client } from './capabilities.ts';
import type { Log } from './run-safe.ts';

/** The sections that the server asks the client for; keys and addresses of models are never among them. */
const SECTIONS = Object.keys(DEFAULT_SETTINGS) as readonly (keyof EditorSettings)[];

/** The person's settings, followed where the client tells of them. */
export interface Settings {
  readonly current: EditorSettings;
  /** False as long as the client was asked for them and has not answered. */
  readonly known: boolean;
  /** To be called once the client is initialized. */
  follow(): void;
}

export function createSettings(
  connection: Connection,
  options: { readonly client: () => Client | undefined; readonly log: Log; readonly changed: () => void },
): Settings {
  const { client, log, changed } = options;
  let current = DEFAULT_SETTINGS;
  let known = false;
  const read = async (): Promise<void> => {
    const asked = client()?.configuration === true;
    known ||= !asked;
    if (!asked) return changed();
    const values = await connection.workspace.getConfiguration(
      SECTIONS.map((section) => ({ section: `segments.${section}` })),
    );
    const given = Object.fromEntries(SECTIONS.map((section, i) => [section, (values as unknown[])[i]]));
    current = readSettings(given as Record<keyof EditorSettings, unknown>);
    known = true;
    changed();
  };
  const readSafely = () => {
    read().catch((error: unknown) => log.error(`Settings: ${String(error)}`));
  };
  connection.onDidChangeConfiguration(readSafely);
  return {
    get current() {
      return current;
    },
    get known() {
      return known;
    },
    follow() {
      if (client()?.configurationChanges) {
        connection.client
          .register(DidChangeConfigurationNotification.type, { section: 'segments' })
          .catch((error: unknown) => log.error(`The client does not tell of settings: ${String(error)}`));
      }
      readSafely();
    },
  };
}
