/** What changed between two versions of a segment, in words, rule by rule. */
import { describeRule, type SegmentReading } from '../../language/index.ts';
import type { ProjectSchema } from '../../language/schema/model.ts';
import { ruleLine } from '../render.ts';
import type { PlainRule } from '../result.ts';
import { rulesInWords } from '../rule-words.ts';
import { align, isEqual } from './align.ts';
import { members } from './plain-rules.ts';

export function wordsOfChange(
  before: SegmentReading,
  after: SegmentReading,
  old: readonly PlainRule[],
  next: readonly PlainRule[],
  schema: ProjectSchema,
): readonly string[] {
  const words = (reading: SegmentReading, rules: readonly PlainRule[], index: number): string => {
    // A rule with errors is absent from the reading, so places no longer agree.
    const rule = reading.segment?.where.length === rules.length ? reading.segment.where[index] : undefined;
    return rule ? describeRule(rule, schema) : ruleLine(rules[index] ?? {});
  };
  const name = [before.segment?.name, after.segment?.name];
  const renamed = name[0] !== name[1] ? [`The name is “${name[1]}”, not “${name[0]}”`] : [];
  const [only] = next;
  const group = only && next.length === 1 && old.length > 1 ? members(only) : undefined;
  const kept = group?.key === 'any' && group.of.findIndex((each) => isEqual(each['all'], old));
  if (group && typeof kept === 'number' && kept >= 0)
    return [
      ...renamed,
      ...group.of
        .filter((_, i) => i !== kept)
        .map((rule) => `Added beside all the rules there were: ${rulesInWords([rule], schema) ?? ruleLine(rule)}`),
    ];
  const rules = align(old, next).flatMap((step): readonly string[] => {
    if (step.kind === 'added') return [`Added: ${words(after, next, step.next)}`];
    if (step.kind === 'removed') return [`Removed: ${words(before, old, step.old)}`];
    return step.kind === 'changed'
      ? [`Changed: ${words(before, old, step.old)} → ${words(after, next, step.next)}`]
      : [];
  });
  return [...renamed, ...rules];
}
