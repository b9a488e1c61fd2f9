/** A local HTTP server that speaks OpenAI's Responses API, well or badly, and keeps every request it was sent. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request; the last one of a script repeats. */
export type Behaviour =
  | { readonly kind: 'answer'; readonly content: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refusal'; readonly refusal: string }
  | { readonly kind: 'cut-off'; readonly reason: 'max_output_tokens' | 'content_filter' }
  | { readonly kind: 'status'; readonly status: number; readonly message?: string }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'hang' };

export interface SentRequest {
  readonly path: string;
  readonly authorization: string;
  readonly raw: string;
  readonly body: {
    readonly model: string;
    readonly instructions: string;
    readonly input: readonly { readonly role: string; readonly content: string }[];
    readonly store: boolean;
    readonly text: {
      readonly format: {
        readonly type: string;
        readonly strict: boolean;
        readonly name: string;
        readonly schema: Record<string, unknown>;
      };
    };
  };
}

export interface OpenAiServer {
  readonly baseUrl: string;
  readonly requests: readonly SentRequest[];
  /** Resolves when the server holds a request that it will not answer. */
  readonly hanging: Promise<void>;
  close(): Promise<void>;
}

export async function startOpenAiServer(script: readonly Behaviour[]): Promise<OpenAiServer> {
  const requests: SentRequest[] = [];
  let hang: () => void = () => {};
  const hanging = new Promise<void>((resolve) => {
    hang = resolve;
  });
  const server = createServer(async (request, response) => {
    const raw = await textOf(request);
    requests.push({
      path: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      raw,
      body: JSON.parse(raw),
    });
    const behaviour = script[Math.min(requests.length, script.length) - 1] ?? { kind: 'hang' };
    if (behaviour.kind === 'hang') return hang();
    behave(behaviour, response);
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

function behave(behaviour: Exclude<Behaviour, { kind: 'hang' }>, response: ServerResponse): void {
  const send = (status: number, body: unknown): void => {
    // Retries come at once: the tests wait for no clock.
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const message = (content: unknown, more: object = {}): object => ({
    id: 'resp_1',
    object: 'response',
    created_at: 0,
    status: 'completed',
    model: 'test',
    error: null,
    incomplete_details: null,
    output: [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [content] }],
    ...more,
  });
  const text = (given: string): object => ({ type: 'output_text', text: given, annotations: [] });
  switch (behaviour.kind) {
    case 'answer':
      send(200, message(text(JSON.stringify(behaviour.content))));
      break;
    case 'text':
      send(200, message(text(behaviour.text)));
      break;
    case 'refusal':
      send(200, message({ type: 'refusal', refusal: behaviour.refusal }));
      break;
    case 'cut-off':
      send(
        200,
        message(text('{"name": "Half'), { status: 'incomplete', incomplete_details: { reason: behaviour.reason } }),
      );
      break;
    case 'status':
      send(behaviour.status, {
        error: { message: behaviour.message ?? 'No.', type: 'error', code: null, param: null },
      });
      break;
    case 'garbage':
      send(200, '<html>This is no API</html>');
      break;
  }
}

/** Why strict mode would refuse a JSON Schema; empty when it is acceptable. */
export function strictProblems(schema: unknown, path = '#'): string[] {
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
  if (node['type'] === 'object') {
    const names = Object.keys((node['properties'] ?? {}) as object).sort();
    if (node['additionalProperties'] !== false) problems.push(`${path}: additionalProperties is not false`);
    if (JSON.stringify(names) !== JSON.stringify([...((node['required'] ?? []) as string[])].sort()))
      problems.push(`${path}: not every property is required`);
  }
  if (path === '#' && node['type'] !== 'object') problems.push('#: the root is not an object');
  return [...problems, ...children.flatMap(([name, child]) => strictProblems(child, `${path}/${name}`))];
}
