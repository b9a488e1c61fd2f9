/** Rules as people say them: written out, read by the language and described. */
import { describeRule, readSegment } from '../language/index.ts';
import type { ProjectSchema } from '../language/schema/model.ts';
import { renderSegment } from './render.ts';
import type { PlainRule } from './result.ts';

const ANY_SEGMENT = { has: () => true, ids: () => [] };

/** “did “Charged” at least 3 times and city is Pune”; undefined when a rule does not fit the schema. */
export function rulesInWords(rules: readonly PlainRule[], schema: ProjectSchema): string | undefined {
  const text = renderSegment({ name: 'Draft', prompt: '', rules });
  const { segment } = readSegment(text, { uri: 'untitled:words', id: 'draft', schema, segments: ANY_SEGMENT });
  if (!segment || segment.where.length !== rules.length) return undefined;
  return segment.where.map((rule) => describeRule(rule, schema)).join(' and ');
}
