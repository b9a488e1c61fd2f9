/**
 * OpenAI, Azure OpenAI and every server that speaks their API. Asks in the best way that a server offers: the Responses
 * API with a strict schema, then chat completions with one, then JSON mode, then plain chat; what was found is kept for
 * the session. Every failure is one sentence.
 */
import type { OpenAiSettings, Provider } from '../result.ts';
import { converse, firstRequest } from './conversation.ts';
import type { LanguageModel, ModelCall, ModelReply, ModelRequest } from './language-model.ts';
import { unlessAborted } from './language-model.ts';
import { type Dialect, dialects, readStream, readWhole } from './openai-dialects.ts';
import { baseUrlOf, type Endpoint, isConfigured, openEndpoint } from './openai-endpoint.ts';
import { failureSentence, passing, refusesDialect, SilenceError } from './openai-failures.ts';
import { withRetries } from './retry.ts';

/** Of silence, before the first letter and between two. Small models on one's own machine take their time. */
const PATIENCE = 90_000;

export const openai: Provider = {
  id: 'openai',
  title: 'OpenAI',
  missing: ({ openai: settings }) =>
    isConfigured(settings)
      ? undefined
      : 'No key is set for OpenAI. Set OPENAI_API_KEY or store a key with “Segments: Set OpenAI API Key”; a server of your own needs only its base URL.',
  automatic: () => true,
  draft: (request) => converse(openAiModel(request.settings.openai ?? {}), request),
  preview: (request) => openAiModel(request.settings.openai ?? {}).preview(firstRequest(request)),
};

/** The dialect that a server was found to take, by base URL and model. */
const found = new Map<string, number>();

/** Exported for the tests: `patience` is how many milliseconds a server may be silent. */
export function openAiModel(settings: OpenAiSettings, patience = PATIENCE): LanguageModel {
  const key = `${baseUrlOf(settings)} ${settings.model ?? ''}`;
  const dialectAt = (at: number): Dialect => dialects[Math.min(at, dialects.length - 1)]!;
  return {
    async preview(request) {
      const { client, model, official } = await openEndpoint(settings, fetch);
      const { path, body } = bodyOf(dialectAt(found.get(key) ?? 0), model, request, official);
      const { req, url } = await client.buildRequest({ method: 'post', path, body });
      return { provider: 'openai', to: url, body: JSON.parse(String(req.body)) };
    },
    async ask(request, call) {
      let endpoint: Endpoint | undefined;
      try {
        endpoint = await openEndpoint(settings, sender(call));
        return await askInTurn(endpoint, request, call, key, patience);
      } catch (error) {
        call.signal?.throwIfAborted();
        return {
          ok: false,
          reason: failureSentence(error, baseUrlOf(settings), endpoint?.model ?? settings.model ?? ''),
        };
      }
    },
    misshapen() {
      // A server that takes a schema and does not keep to it is told the shape in words.
      const at = found.get(key) ?? 0;
      if (dialectAt(at).id !== 'plain chat') found.set(key, Math.max(at + 1, 2));
    },
  };
}

const bodyOf = ({ path, body }: Dialect, model: string, request: ModelRequest, official: boolean) => ({
  path,
  body: body(model, request, official),
});

/** Tells of each request as it goes out, and follows none elsewhere: another address is another receiver. */
const sender =
  ({ onSent }: ModelCall) =>
  (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    onSent?.({ provider: 'openai', to: String(url), body: JSON.parse(String(init?.body)) });
    return fetch(url, { ...init, redirect: 'error' });
  };

async function askInTurn(
  endpoint: Endpoint,
  request: ModelRequest,
  call: ModelCall,
  key: string,
  patience: number,
): Promise<ModelReply> {
  for (let at = found.get(key) ?? 0; ; ) {
    const dialect = dialects[at]!;
    try {
      const reply = await withRetries(() => send(endpoint, dialect, request, call, patience), passing, call);
      found.set(key, Math.max(at, found.get(key) ?? 0));
      return reply;
    } catch (error) {
      call.signal?.throwIfAborted();
      const refused = refusesDialect(error, dialect);
      if (!refused || at + 1 >= dialects.length) throw error;
      at++;
    }
  }
}

async function send(
  { client, model, official }: Endpoint,
  dialect: Dialect,
  request: ModelRequest,
  call: ModelCall,
  patience: number,
): Promise<ModelReply> {
  const { path, body } = bodyOf(dialect, model, request, official);
  const stop = new AbortController();
  const forward = (): void => stop.abort(call.signal?.reason);
  call.signal?.addEventListener('abort', forward, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new SilenceError(Math.ceil(patience / 1000)));
      stop.abort();
    }, patience);
  });
  silent.catch(() => {});
  try {
    const work = async (): Promise<ModelReply> => {
      const response = await client.post(path, { body, signal: stop.signal }).asResponse();
      timer?.refresh();
      return read(response, stop, call, () => timer?.refresh());
    };
    return await Promise.race([unlessAborted(work(), call.signal), silent]);
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', forward);
    stop.abort();
  }
}

async function read(
  response: Response,
  stop: AbortController,
  { onProgress }: ModelCall,
  alive: () => void,
): Promise<ModelReply> {
  if (/event-stream/i.test(response.headers.get('content-type') ?? '')) {
    const { Stream } = await import('openai/streaming');
    let told = 0;
    return readStream(Stream.fromSSEResponse<unknown>(response, stop), (letters) => {
      alive();
      if (letters - told < 100) return;
      told = letters;
      onProgress?.(`The model is writing (${letters} letters)…`);
    });
  }
  const whole = readWhole(await response.json());
  if (!whole) throw new SyntaxError('This is no answer of the API.');
  return whole;
}
