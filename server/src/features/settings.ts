/** What a person chose to see of the data in the editor. */
export interface EditorSettings {
  /** `on`: a project's data is read when a file of it is opened. `whenRead`: numbers show once something else read it. */
  readonly liveNumbers: 'on' | 'whenRead' | 'off';
  readonly inlayHints: { readonly counts: boolean; readonly dates: boolean };
  readonly codeLens: { readonly totals: boolean; readonly changes: boolean; readonly schema: boolean };
  readonly dataHints: { readonly enabled: boolean; readonly disabled: readonly string[] };
}

export const DEFAULT_SETTINGS: EditorSettings = {
  liveNumbers: 'on',
  inlayHints: { counts: true, dates: true },
  codeLens: { totals: true, changes: true, schema: true },
  dataHints: { enabled: true, disabled: [] },
};

/** Settings from what a client says of each; what is missing or wrong is as by default. */
export function readSettings(given: Readonly<Record<keyof EditorSettings, unknown>>): EditorSettings {
  const known = DEFAULT_SETTINGS;
  const { liveNumbers, dataHints } = given;
  const disabled = part(dataHints)['disabled'];
  return {
    liveNumbers: liveNumbers === 'whenRead' || liveNumbers === 'off' ? liveNumbers : known.liveNumbers,
    inlayHints: flags(given.inlayHints, known.inlayHints),
    codeLens: flags(given.codeLens, known.codeLens),
    dataHints: {
      ...flags(dataHints, { enabled: known.dataHints.enabled }),
      disabled: Array.isArray(disabled) ? disabled.filter((code) => typeof code === 'string') : [],
    },
  };
}

const part = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

function flags<Flags extends Readonly<Record<string, boolean>>>(given: unknown, known: Flags): Flags {
  const own = part(given);
  const entries = Object.entries(known).map(([key, value]) => [key, typeof own[key] === 'boolean' ? own[key] : value]);
  return Object.fromEntries(entries) as Flags;
}
