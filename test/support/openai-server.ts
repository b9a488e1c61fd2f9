/** A local HTTP server that speaks OpenAI's two APIs, well or badly, and keeps every request it was sent. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request; the last one of a script repeats. */
export type Behaviour =
  | { readonly kind: 'answer'; readonly content: unknown; readonly streamed?: boolean }
  | { readonly kind: 'text'; readonly text: string; readonly streamed?: boolean }
  | { readonly kind: 'refusal'; readonly refusal: string; readonly streamed?: boolean }
  | {
      readonly kind: 'cut-off';
      readonly reason: 'max_output_tokens' | 'content_filter';
      readonly streamed?: boolean;
    }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      readonly code?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'garbage' }
  /** The connection ends in the middle of a stream. */
  | { readonly kind: 'broken' }
  /** Sends a client elsewhere. */
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'hang' };

/** A body as either API has it; absent parts are those of the other. */
export interface SentBody {
  readonly model: string;
  readonly instructions: string;
  readonly input: readonly { readonly role: string; readonly content: string }[];
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly store?: boolean;
  readonly stream: boolean;
  readonly tools?: unknown;
  readonly text: { readonly format: Format & { readonly type: string } };
  readonly response_format?: { readonly type: string; readonly json_schema?: Format };
}

interface Format {
  readonly strict: boolean;
  readonly name: string;
  readonly schema: Record<string, unknown>;
}

export interface SentRequest {
  readonly path: string;
  readonly authorization: string;
  readonly headers: IncomingMessage['headers'];
  readonly raw: string;
  readonly body: SentBody;
}

export interface OpenAiServer {
  readonly baseUrl: string;
  readonly requests: readonly SentRequest[];
  /** Resolves when the server holds a request that it will not answer. */
  readonly hanging: Promise<void>;
  close(): Promise<void>;
}

/** What a server does not take: it answers so without using up its script. */
export type Refuses = (request: SentRequest) => Extract<Behaviour, { kind: 'status' }> | undefined;

export async function startOpenAiServer(
  script: readonly Behaviour[],
  refuses: Refuses = () => undefined,
): Promise<OpenAiServer> {
  const requests: SentRequest[] = [];
  let played = 0;
  let hang: () => void = () => {};
  const hanging = new Promise<void>((resolve) => {
    hang = resolve;
  });
  const server = createServer(async (request, response) => {
    const raw = await textOf(request);
    const sent: SentRequest = {
      path: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      headers: request.headers,
      raw,
      body: JSON.parse(raw),
    };
    requests.push(sent);
    const refused = refuses(sent);
    if (!refused) played++;
    const behaviour = refused ?? script[Math.min(played, script.length) - 1] ?? { kind: 'hang' };
    if (behaviour.kind === 'hang') return hang();
    if (sent.path.includes('/chat/completions')) behave(behaviour, response, chatParts);
    else behave(behaviour, response, responseParts);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    hanging,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** What an answer comes to, before it has the form of an API. */
interface Said {
  readonly text: string;
  readonly refusal?: string;
  readonly cutOff?: 'max_output_tokens' | 'content_filter';
}

interface Parts {
  whole(said: Said): object;
  events(said: Said): readonly (readonly [string | undefined, unknown])[];
}

const pieces = (text: string): string[] => text.match(/[\s\S]{1,40}/g) ?? [];

const responseParts: Parts = {
  whole: ({ text, refusal, cutOff }) => ({
    id: 'resp_1',
    object: 'response',
    created_at: 0,
    status: cutOff ? 'incomplete' : 'completed',
    model: 'test',
    error: null,
    incomplete_details: cutOff ? { reason: cutOff } : null,
    usage: { input_tokens: 100, output_tokens: 10, total_tokens: 110 },
    output: [
      {
        type: 'message',
        id: 'msg_1',
        role: 'assistant',
        status: 'completed',
        content: [refusal ? { type: 'refusal', refusal } : { type: 'output_text', text, annotations: [] }],
      },
    ],
  }),
  events: (said) => [
    ['response.created', { type: 'response.created' }],
    ...pieces(said.text).map((delta) => {
      const type = 'response.output_text.delta';
      return [type, { type, delta }] as const;
    }),
    ...(['incomplete', 'completed'] as const)
      .filter((end) => (end === 'incomplete') === (said.cutOff !== undefined))
      .map((end) => [`response.${end}`, { type: `response.${end}`, response: responseParts.whole(said) }] as const),
  ],
};

const finish = ({ cutOff }: Said): string =>
  cutOff === undefined ? 'stop' : cutOff === 'content_filter' ? 'content_filter' : 'length';

const chatParts: Parts = {
  whole: (said) => ({
    id: 'chat_1',
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        finish_reason: finish(said),
        message: { role: 'assistant', content: said.text || null, refusal: said.refusal ?? null },
      },
    ],
  }),
  events: (said) => [
    ...pieces(said.text).map((content) => [undefined, { choices: [{ index: 0, delta: { content } }] }] as const),
    [
      undefined,
      { choices: [{ index: 0, delta: said.refusal ? { refusal: said.refusal } : {}, finish_reason: finish(said) }] },
    ],
  ],
};

function behave(behaviour: Exclude<Behaviour, { kind: 'hang' }>, response: ServerResponse, parts: Parts): void {
  const send = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
    // Retries come at once: the tests wait for no clock.
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const say = (said: Said, streamed = false): void => {
    if (!streamed) {
      send(200, parts.whole(said));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const [event, data] of parts.events(said))
      response.write(`${event ? `event: ${event}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
    response.end('data: [DONE]\n\n');
  };
  switch (behaviour.kind) {
    case 'answer':
      say({ text: JSON.stringify(behaviour.content) }, behaviour.streamed);
      break;
    case 'text':
      say({ text: behaviour.text }, behaviour.streamed);
      break;
    case 'refusal':
      say({ text: '', refusal: behaviour.refusal }, behaviour.streamed);
      break;
    case 'cut-off':
      say({ text: '{"name": "Half', cutOff: behaviour.reason }, behaviour.streamed);
      break;
    case 'status':
      send(
        behaviour.status,
        { error: { message: behaviour.message ?? 'No.', type: 'error', code: behaviour.code ?? null, param: null } },
        behaviour.headers,
      );
      break;
    case 'garbage':
      send(200, '<html>This is no API</html>');
      break;
    case 'broken':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":"{"}\n\n');
      setImmediate(() => response.destroy());
      break;
    case 'redirect':
      send(307, '', { location: behaviour.to });
      break;
  }
}

/** Limits of strict mode: properties and letters in all, nesting, values of enums. */
const LIMITS = { properties: 5000, depth: 10, letters: 120_000, values: 1000 } as const;

/** Why strict mode would refuse a JSON Schema; empty when it is acceptable. */
export function strictProblems(schema: unknown): string[] {
  const totals = { properties: 0, letters: 0, values: 0 };
  const problems = nodeProblems(schema, '#', 0, totals);
  for (const [what, total] of Object.entries(totals))
    if (total > LIMITS[what as keyof typeof totals]) problems.push(`#: ${total} ${what}`);
  return problems;
}

function nodeProblems(
  schema: unknown,
  path: string,
  depth: number,
  totals: { properties: number; letters: number; values: number },
): string[] {
  const allowed = new Set([
    'type',
    'properties',
    'required',
    'additionalProperties',
    'items',
    'anyOf',
    'enum',
    'const',
    '$ref',
    '$defs',
    'description',
  ]);
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [`${path}: not a schema`];
  const node = schema as Record<string, unknown>;
  const problems = Object.keys(node)
    .filter((key) => !allowed.has(key))
    .map((key) => `${path}: keyword ${key}`);
  const children: [string, unknown][] = [
    ...Object.entries((node['properties'] ?? {}) as object),
    ...Object.entries((node['$defs'] ?? {}) as object),
    ...((node['anyOf'] ?? []) as unknown[]).map((each, i): [string, unknown] => [`anyOf/${i}`, each]),
    ...(node['items'] === undefined ? [] : ([['items', node['items']]] as [string, unknown][])),
  ];
  if (node['$ref'] !== undefined && Object.keys(node).length > 1) problems.push(`${path}: keywords beside $ref`);
  if (node['type'] === 'object') {
    const names = Object.keys((node['properties'] ?? {}) as object).sort();
    if (node['additionalProperties'] !== false) problems.push(`${path}: additionalProperties is not false`);
    if (JSON.stringify(names) !== JSON.stringify([...((node['required'] ?? []) as string[])].sort()))
      problems.push(`${path}: not every property is required`);
  }
  if (path === '#' && node['type'] !== 'object') problems.push('#: the root is not an object');
  if (depth > LIMITS.depth) problems.push(`${path}: nested too deep`);
  const names = Object.keys((node['properties'] ?? {}) as object);
  const values = [...((node['enum'] ?? []) as unknown[]), ...(node['const'] === undefined ? [] : [node['const']])];
  totals.properties += names.length;
  totals.values += values.length;
  totals.letters += [...names, ...values.map(String)].join('').length;
  return [
    ...problems,
    ...children.flatMap(([name, child]) =>
      // A choice among shapes and a definition are no level of their own.
      nodeProblems(child, `${path}/${name}`, node['properties'] || node['items'] ? depth + 1 : depth, totals),
    ),
  ];
}
