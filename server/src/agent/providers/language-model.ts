/** What any language model is to this product: messages in, text out. Which one, and how it is reached, is its file's business. */
import type { ModelMessage, SentRequest, Usage } from '../result.ts';

export interface ModelRequest {
  /** The language, what to do, and the part of the schema. */
  readonly instructions: string;
  readonly turns: readonly ModelMessage[];
  /** The JSON Schema that an answer has. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A failure is a sentence for people: what happened and what to do. */
export type ModelReply =
  | { readonly ok: true; readonly text: string; readonly usage?: Usage | undefined }
  | { readonly ok: false; readonly reason: string };

export interface ModelCall {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly onSent?: ((request: SentRequest) => void) | undefined;
}

export interface LanguageModel {
  /** The request that `ask` would send now. */
  preview(request: ModelRequest): Promise<SentRequest>;
  /** Rejects only when it is cancelled. */
  ask(request: ModelRequest, call: ModelCall): Promise<ModelReply>;
  /** The last answer did not have the asked shape: say the shape another way. */
  misshapen?(): void;
}

/** The shape of an answer in words, for models that cannot be held to a schema. */
export function schemaInWords(schema: ModelRequest['schema']): string {
  return `Answer with one JSON object and nothing else, without a code fence. It has to be valid by this JSON Schema, with every property given:\n${JSON.stringify(schema)}`;
}

/** The JSON object in a text that may also think aloud or stand in a code fence. */
export function jsonIn(text: string): string {
  const said = text.replace(/^[\s\S]*<\/think(?:ing)?>/i, '');
  const from = said.indexOf('{');
  const to = said.lastIndexOf('}');
  return from < 0 || to < from ? said : said.slice(from, to + 1);
}

/** Stops waiting at once when it is cancelled, whatever the work does. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  let stop: () => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
