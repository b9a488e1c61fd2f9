/** Rules and segments as plain values, for JSON Schema and for what a language model answers with. */
import * as z from 'zod';
import { ruleKinds } from './registry.ts';
import type { RuleKindEntry } from './rule-kind.ts';
import { segmentKeys } from './segment-keys.ts';
import { documented } from './shapes.ts';

/** One rule of any kind. */
export const ruleShape: z.ZodType = z
  .lazy(() => {
    const entries: readonly RuleKindEntry<never>[] = Object.values(ruleKinds);
    return z.union(entries.map((entry) => entry.shape(ruleShape)));
  })
  .meta({ id: 'rule' });

/** A segment file. */
export const segmentShape: z.ZodObject = documented(segmentKeys, {
  name: z.string().min(1),
  description: z.string().optional(),
  type: z.enum(['past_behavior', 'live']).optional(),
  owner: z.string().optional(),
  tags: z.array(z.string()).optional(),
  prompt: z.string().optional(),
  where: z.array(ruleShape).min(1),
});
