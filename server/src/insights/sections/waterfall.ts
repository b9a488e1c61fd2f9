import { describeRule, lineIndex } from '../../language/index.ts';
import type { Rule } from '../../language/model.ts';
import type { SegmentPlan } from '../../language/plan.ts';
import type { WaterfallRule } from '../../protocol/index.ts';
import type { RuleCounts } from '../../store/ports.ts';
import { type RulePath, ruleNumbersQuery } from '../rule-numbers.ts';
import { noOptions } from './no-options.ts';
import type { Section } from './section.ts';

export const waterfall: Section<'waterfall'> = {
  title: 'Rules',
  summary: 'how many users each rule leaves, in groups too, and what each would let in if it were not there',
  options: noOptions,
  async answer({ snapshot, store, prepared, call }) {
    const { plan, lists, rules, segment, reading } = prepared;
    const { total, of } = await store.insights({ plan, lists, channels: [], sample: { size: 0, columns: [] } }, call);
    const counts = await store.ruleCounts(ruleNumbersQuery(prepared), call);
    const others = rules.map(
      (_, i): SegmentPlan => ({ ...plan, root: { node: 'all', of: rules.filter((_, k) => k !== i) } }),
    );
    const without = rules.length > 1 ? await store.overlap({ lists, sets: others, largest: 0 }, call) : undefined;

    const lineAt = lineIndex(reading.tree.text);
    const tree = (list: readonly Rule[], numbers: readonly RuleCounts[], at: RulePath): readonly WaterfallRule[] =>
      list.flatMap((rule, i) => {
        const own = numbers[i];
        if (!own) return [];
        const path = [...at, i];
        const inner = 'of' in rule ? { group: rule.kind, of: tree(rule.of, own.of, [...path, rule.kind]) } : { of: [] };
        const sentence = describeRule(rule, snapshot.schema);
        const { alone, remaining } = own;
        return [{ path, sentence, line: lineAt(rule.range.start).line, alone, remaining, ...inner }];
      });
    const shown = tree(segment.where, counts, ['where']).map((rule, i) => {
      const users = without?.pairs[i]?.[i];
      return users === undefined ? rule : { ...rule, without: users };
    });
    return { of, total, rules: shown, removesMost: removesMost(of, shown) };
  },
};

/** The position of the rule that loses most users of those that came to it. */
function removesMost(of: number, rules: readonly WaterfallRule[]): number | null {
  let most = 0;
  let position: number | null = null;
  let before = of;
  for (const [i, { remaining }] of rules.entries()) {
    if (before - remaining > most) {
      most = before - remaining;
      position = i;
    }
    before = remaining;
  }
  return position;
}
