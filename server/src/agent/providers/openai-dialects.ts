/**
 * The ways to ask a server that speaks OpenAI's API, best first, and how their answers are read, streamed or whole.
 * Adding a way is an entry here.
 */
import type { Usage } from '../result.ts';
import { type ModelReply, type ModelRequest, schemaInWords } from './language-model.ts';

export interface Dialect {
  readonly id: string;
  readonly path: '/responses' | '/chat/completions';
  body(model: string, request: ModelRequest, official: boolean): Readonly<Record<string, unknown>>;
}

/** Of what a model may say. An answer has some hundred; thinking counts too. */
const MOST_TOKENS = 16_000;

const format = (schema: ModelRequest['schema']) => ({ name: 'segment', strict: true, schema });

function chat(
  id: string,
  spelt: boolean,
  responseFormat: (schema: ModelRequest['schema']) => object | undefined,
): Dialect {
  return {
    id,
    path: '/chat/completions',
    body: (model, { instructions, turns, schema }, official) => {
      const told = spelt ? `${instructions}\n\n${schemaInWords(schema)}` : instructions;
      const given = responseFormat(schema);
      return {
        model,
        messages: [{ role: 'system', content: told }, ...turns.map(({ role, content }) => ({ role, content }))],
        ...(given ? { response_format: given } : {}),
        // Servers of one's own may refuse what they do not know.
        ...(official
          ? { store: false, max_completion_tokens: MOST_TOKENS, stream_options: { include_usage: true } }
          : {}),
        stream: true,
      };
    },
  };
}

export const dialects: readonly Dialect[] = [
  {
    id: 'responses',
    path: '/responses',
    body: (model, { instructions, turns, schema }) => ({
      model,
      instructions,
      input: turns.map(({ role, content }) => ({ role, content })),
      store: false,
      max_output_tokens: MOST_TOKENS,
      text: { format: { type: 'json_schema', ...format(schema) } },
      stream: true,
    }),
  },
  chat('chat with a schema', false, (schema) => ({ type: 'json_schema', json_schema: format(schema) })),
  chat('chat in JSON mode', true, () => ({ type: 'json_object' })),
  chat('plain chat', true, () => undefined),
];

/** What of an answer is read so far. */
interface Reading {
  text: string;
  refusal: string;
  end: 'complete' | 'length' | 'filter' | 'failed' | undefined;
  failure?: string;
  usage?: Usage;
}

const start = (): Reading => ({ text: '', refusal: '', end: undefined });

interface Json {
  readonly [key: string]: unknown;
}
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** More than any answer: a server that never stops is not listened to for ever. */
const LONGEST_TEXT = 200_000;

/** Reads the events of a stream; `progress` is told how many letters there are. */
export async function readStream(
  events: AsyncIterable<unknown>,
  progress: (letters: number) => void,
): Promise<ModelReply> {
  const reading = start();
  for await (const event of events) {
    if (!isJson(event)) continue;
    if (typeof event['type'] === 'string') readEvent(reading, event['type'], event);
    else readChunk(reading, event);
    progress(reading.text.length);
    if (reading.text.length > LONGEST_TEXT) return { ok: false, reason: 'The model’s answer is too long to be one.' };
  }
  return outcome(reading);
}

/** An answer that came whole, of either API. */
export function readWhole(body: unknown): ModelReply | undefined {
  if (!isJson(body)) return undefined;
  const reading = start();
  if (Array.isArray(body['choices'])) readChunk(reading, body);
  else if (Array.isArray(body['output']) || typeof body['status'] === 'string') readResponse(reading, body);
  else return undefined;
  return outcome(reading);
}

function readEvent(reading: Reading, type: string, event: Json): void {
  if (type === 'response.output_text.delta') reading.text += words(event['delta']);
  else if (type === 'response.refusal.delta') reading.refusal += words(event['delta']);
  else if (/^response\.(completed|incomplete|failed)$/.test(type) && isJson(event['response'])) {
    const streamed = reading.text;
    reading.text = '';
    reading.refusal = '';
    readResponse(reading, event['response']);
    reading.text ||= streamed;
    reading.end ??= 'complete';
  } else if (type === 'error') {
    reading.end = 'failed';
    reading.failure = words(event['message']);
  }
}

function readResponse(reading: Reading, response: Json): void {
  for (const item of list(response['output']).filter(({ type }) => type === 'message'))
    for (const part of list(item['content'])) {
      if (part['type'] === 'output_text') reading.text += words(part['text']);
      if (part['type'] === 'refusal') reading.refusal += words(part['refusal']);
    }
  readUsage(reading, response['usage']);
  const { status, incomplete_details: why, error } = response;
  if (status === 'incomplete') reading.end = isJson(why) && why['reason'] === 'content_filter' ? 'filter' : 'length';
  else if (status === 'failed') {
    reading.end = 'failed';
    reading.failure = isJson(error) ? words(error['message']) : '';
  } else reading.end = 'complete';
}

function readChunk(reading: Reading, chunk: Json): void {
  readUsage(reading, chunk['usage']);
  const [choice] = list(chunk['choices']);
  const said = choice?.['delta'] ?? choice?.['message'];
  if (isJson(said)) {
    reading.text += words(said['content']);
    reading.refusal += words(said['refusal']);
  }
  const why = choice?.['finish_reason'];
  if (why === 'length') reading.end = 'length';
  else if (why === 'content_filter') reading.end = 'filter';
  else if (typeof why === 'string') reading.end = 'complete';
  if (isJson(chunk['error'])) {
    reading.end = 'failed';
    reading.failure = words(chunk['error']['message']);
  }
}

/** Either API's names. */
function readUsage(reading: Reading, usage: unknown): void {
  if (!isJson(usage)) return;
  const input = Number(usage['input_tokens'] ?? usage['prompt_tokens']);
  const output = Number(usage['output_tokens'] ?? usage['completion_tokens']);
  if (!Number.isNaN(input + output)) reading.usage = { input, output };
}

function outcome({ text, refusal, end, failure, usage }: Reading): ModelReply {
  const fail = (reason: string): ModelReply => ({ ok: false, reason });
  if (refusal) return fail(`The model refused: ${sentenceOf(refusal)}`);
  if (end === 'filter')
    return fail('The model’s answer was stopped by its content filter. Say the prompt in other words.');
  if (end === 'length')
    return fail(
      'The model’s answer was cut off before it was complete. Describe fewer things at once, or choose another model.',
    );
  if (end === 'failed') return fail(`The model failed: ${sentenceOf(failure || 'it gives no reason.')}`);
  if (end === undefined && !text) return fail('The model’s answer ended before it began. Try again.');
  if (!text.trim()) return fail('The model gave an empty answer. Try again, or choose another model.');
  return { ok: true, text, usage };
}

/** Another's words on one line, short, without keys and control characters. */
export function sentenceOf(text: string): string {
  const line = text
    .replace(/\b(sk|key|pk)-[\w*-]{4,}/gi, '…')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
