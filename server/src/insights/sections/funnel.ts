import { describeRule, describeStep, lineIndex, lowerRules } from '../../language/index.ts';
import type { Rule, SequenceRule } from '../../language/model.ts';
import type { Plan, SegmentPlan, SequenceLeaf } from '../../language/plan.ts';
import type { RulePath } from '../rule-numbers.ts';
import { noOptions } from './no-options.ts';
import { type Section, shareOf } from './section.ts';

export const funnel: Section<'funnel'> = {
  title: 'Steps',
  summary: 'how far users come in each sequence, and how long each step takes them',
  options: noOptions,
  async answer({ snapshot, store, prepared, call }) {
    const { segment, plan, lists, context, reading } = prepared;
    const found = sequencesIn(segment.where, ['where']);
    if (found.length === 0) return { unavailable: 'The segment has no sequence.' };
    const lineAt = lineIndex(reading.tree.text);
    const lineOf = (offset: number) => lineAt(offset).line;
    const sequences = [];
    for (const { rule, path } of found) {
      const leaf = sequenceLeaf(lowerRules([rule], context));
      if (!leaf) continue;
      // Those who hold all else: at the end of a sequence that must hold stand the members.
      const others = segment.where.filter((_, i) => i !== path[1]);
      const within: SegmentPlan = { ...plan, root: lowerRules(others, context) };
      const { of, steps } = await store.sequenceSteps({ lists, within, leaf }, call);
      sequences.push({
        path,
        line: lineOf(rule.range.start),
        sentence: describeRule(rule, snapshot.schema),
        of,
        steps: rule.steps.flatMap((step, i) => {
          const counted = steps[i];
          if (!counted) return [];
          const { users, time } = counted;
          return {
            sentence: describeStep(step),
            line: lineOf(step.range.start),
            did: step.did,
            users,
            share: shareOf(users, of),
            fromBefore: shareOf(users, i === 0 ? of : (steps[i - 1]?.users ?? 0)),
            ...(time ? { time } : {}),
          };
        }),
      });
    }
    return { sequences };
  },
};

function sequencesIn(rules: readonly Rule[], list: RulePath): readonly { rule: SequenceRule; path: RulePath }[] {
  return rules.flatMap((rule, i) => {
    const path = [...list, i];
    if (rule.kind === 'sequence') return [{ rule, path }];
    return 'of' in rule ? sequencesIn(rule.of, [...path, rule.kind]) : [];
  });
}

const sequenceLeaf = (plan: Plan): SequenceLeaf | undefined =>
  plan.node === 'sequence' ? plan : plan.node === 'all' ? plan.of.map(sequenceLeaf).find((leaf) => leaf) : undefined;
