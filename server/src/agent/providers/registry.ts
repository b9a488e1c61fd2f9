/** Every provider, and which of them a setting means. To add one: its file and a line here. */
import type { Provider, ProviderSettings } from '../result.ts';
import { builtin } from './builtin.ts';
import { openai } from './openai.ts';

/** Best first: `auto` takes the first that is configured. */
export const providers: readonly Provider[] = [openai, builtin];

/** For settings and the command line; `auto` stands beside them. */
export const providerIds: readonly string[] = [
  'builtin',
  'openai',
] satisfies readonly (typeof providers)[number]['id'][];

export type Choice =
  | { readonly ok: true; readonly provider: Provider }
  | { readonly ok: false; readonly reason: string };

export function chooseProvider(id: string, settings: ProviderSettings): Choice {
  if (id === 'auto')
    return { ok: true, provider: providers.find((provider) => provider.available(settings)) ?? builtin };
  const named = providers.find((provider) => provider.id === id);
  if (!named)
    return {
      ok: false,
      reason: `There is no provider “${id}”; there are auto, ${providerIds.join(' and ')}. The built-in translator answered instead.`,
    };
  if (!named.available(settings))
    return {
      ok: false,
      reason: `No key is set for ${named.title}. Set OPENAI_API_KEY or store a key with “Segments: Set OpenAI API Key”. The built-in translator answered instead.`,
    };
  return { ok: true, provider: named };
}
