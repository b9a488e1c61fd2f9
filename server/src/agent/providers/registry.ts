/** Every provider, and which of them a setting means. To add one: its file and a line here. */
import type { Provider, ProviderSettings } from '../result.ts';
import { builtin } from './builtin.ts';
import { openai } from './openai.ts';
import { vscode } from './vscode.ts';

/** Best first: `auto` takes the first that nothing is missing for. */
export const providers: readonly Provider[] = [openai, vscode, builtin];

/** For settings and the command line; `auto` stands beside them. */
export const providerIds: readonly string[] = providers.map(({ id }) => id);

/** Those that need no editor. */
export const commandLineProviderIds: readonly string[] = providers
  .filter((provider) => !provider.inEditorOnly)
  .map(({ id }) => id);

export type Choice =
  | { readonly ok: true; readonly provider: Provider }
  | { readonly ok: false; readonly reason: string };

export function chooseProvider(id: string, settings: ProviderSettings): Choice {
  if (id === 'auto') {
    const best = providers.find((provider) => !provider.missing(settings) && provider.automatic(settings));
    return { ok: true, provider: best ?? builtin };
  }
  const named = providers.find((provider) => provider.id === id);
  if (!named) return { ok: false, reason: `There is no provider “${id}”; there are auto, ${providerIds.join(', ')}.` };
  const reason = named.missing(settings);
  return reason === undefined ? { ok: true, provider: named } : { ok: false, reason };
}
