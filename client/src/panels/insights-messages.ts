/**
 * Reads what the insights webview says.
 * Invariant: the webview shows data, so its words are not trusted; what is not of the protocol's shape reaches nobody.
 */
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type {
  Arrangement,
  CompareWith,
  FromInsightsView,
  SectionQuestion,
} from '../../../server/src/protocol/index.ts';
import { isStored } from '../language-client/server.ts';

const index = z.int().check(z.nonnegative());
const name = z.string().check(z.maxLength(1000));
const names = z.array(name).check(z.maxLength(500));
const absent = z.exactOptional;

const compareWith: z.ZodMiniType<CompareWith> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('head') }),
  z.object({ kind: z.literal('revision'), revision: name }),
  z.object({ kind: z.literal('segment'), id: name }),
  z.object({ kind: z.literal('asOf'), asOf: name }),
]);

/** `reveal` is not among the options: whether personal data is shown is the host's to say. */
const question: z.ZodMiniType<SectionQuestion> = z.discriminatedUnion('section', [
  ask('reach', z.object({})),
  ask('waterfall', z.object({})),
  ask('trend', z.object({ every: absent(z.enum(['day', 'week', 'month'])), before: absent(name) })),
  ask('breakdown', z.object({ property: absent(name), rows: absent(index) })),
  ask('overlap', z.object({ segments: absent(names) })),
  ask('compare', z.object({ with: compareWith, samples: absent(index) })),
  ask('funnel', z.object({})),
  ask('users', z.object({ columns: absent(names), size: absent(index), after: absent(name), search: absent(name) })),
]);

function ask<const Id extends string, Options extends z.ZodMiniType>(section: Id, options: Options) {
  return z.object({ type: z.literal('ask'), ask: index, section: z.literal(section), options });
}

const arrangement = z.object({ order: names, hidden: names, collapsed: names });

const other = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('refresh') }),
  z.object({ type: z.literal('reveal'), uri: z.string(), line: index }),
  z.object({ type: z.literal('open'), uri: z.string() }),
  z.object({
    type: z.literal('drop'),
    section: z.enum(['reach', 'waterfall', 'trend', 'breakdown', 'overlap', 'compare', 'funnel', 'users']),
  }),
  z.object({ type: z.literal('comparable') }),
  z.object({ type: z.literal('arrange'), arrangement: z.nullable(arrangement) }),
  z.object({ type: z.literal('personal'), reveal: z.boolean() }),
  z.object({
    type: z.literal('as-of'),
    asOf: z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['schema', 'now', 'latest']) }),
      z.object({ kind: z.literal('at'), local: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)) }),
    ]),
  }),
  z.object({
    type: z.literal('export'),
    format: absent(z.enum(['csv', 'ndjson', 'ids'])),
    columns: absent(names),
  }),
  z.object({ type: z.literal('copy'), text: z.string() }),
  z.object({
    type: z.literal('save-image'),
    name,
    png: z.string().check(z.maxLength(40_000_000), z.regex(/^[A-Za-z0-9+/]+=*$/)),
  }),
  z.object({ type: z.literal('command'), command: z.string() }),
]);

const message: z.ZodMiniType<FromInsightsView> = z.union([question, other]);

/** A message of the webview, or undefined when it is none of ours. */
export function readMessage(data: unknown): FromInsightsView | undefined {
  const read = message.safeParse(data);
  return read.success ? read.data : undefined;
}

/** An arrangement as it was remembered; null when it is none. */
export function readArrangement(data: unknown): Arrangement | null {
  const read = arrangement.safeParse(data);
  return read.success ? read.data : null;
}

/** The segment that a panel of the last session was about, from the state that its webview kept. */
export function readState(state: unknown): vscode.Uri | undefined {
  if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string')
    return undefined;
  const uri = vscode.Uri.parse(state.uri);
  return isStored(uri) ? uri : undefined;
}
