/**
 * Reads what the query builder's webview says.
 * Invariant: an edit reaches the server only in the shape that the protocol gives it.
 */
import * as z from 'zod/mini';
import type { BuilderEdit, BuilderPath, BuilderValue, FromBuilderView } from '../../../server/src/protocol/index.ts';

const index = z.int().check(z.nonnegative());
const path: z.ZodMiniType<BuilderPath> = z.array(z.union([z.string(), index])).check(z.maxLength(100));
const paths = z.array(path).check(z.maxLength(5000));
const value: z.ZodMiniType<BuilderValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), z.record(z.string(), value)]),
);
const slot = z.object({ list: path, index });

const edit: z.ZodMiniType<BuilderEdit> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('insert'), at: slot, cards: z.array(z.record(z.string(), value)) }),
  z.object({ type: z.literal('remove'), cards: paths }),
  z.object({ type: z.literal('move'), cards: paths, to: slot }),
  z.object({ type: z.literal('duplicate'), cards: paths }),
  z.object({ type: z.literal('wrap'), cards: paths, group: z.enum(['all', 'any', 'none']) }),
  z.object({ type: z.literal('unwrap'), card: path }),
  z.object({ type: z.literal('disable'), cards: paths }),
  z.object({ type: z.literal('enable'), cards: paths }),
  z.object({ type: z.literal('kind'), card: path, kind: z.string() }),
  z.object({ type: z.literal('set'), at: path, value }),
  z.object({ type: z.literal('unset'), at: path }),
  z.object({ type: z.literal('key'), at: path, key: z.string(), value: z.exactOptional(value) }),
  z.object({ type: z.literal('text'), at: path, text: z.string() }),
  z.object({ type: z.literal('fix'), fix: z.string() }),
]);

const message: z.ZodMiniType<FromBuilderView> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('edit'), id: index, version: index, edit }),
  z.object({
    type: z.literal('options'),
    id: index,
    version: index,
    at: z.union([z.object({ field: path }), z.object({ slot })]),
    search: z.string(),
  }),
  z.object({ type: z.literal('values'), id: index, version: index, field: path, search: z.string() }),
  z.object({ type: z.literal('reveal'), line: index }),
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('refine'), prompt: z.string().check(z.maxLength(10_000)) }),
  z.object({ type: z.literal('insights') }),
  z.object({ type: z.literal('count') }),
  z.object({ type: z.literal('command'), command: z.string() }),
]);

/** A message of the webview, or undefined when it is none of ours. */
export function readMessage(data: unknown): FromBuilderView | undefined {
  const read = message.safeParse(data);
  return read.success ? read.data : undefined;
}
