/**
 * When users went through a sequence: each user's first run, from the earliest first event that can be followed, always
 * on to the earliest event of the next step.
 */
import type { SequenceLeaf } from '../language/plan.ts';
import type { CompileContext } from './context.ts';
import { type Fragment, join, name, nested, select, sql } from './fragment.ts';
import { followed, stageEvents, stepName } from './sequence.ts';
import { stagesOf } from './sequence-stages.ts';

/**
 * `user`, and the milliseconds from the last `did` but one to the last one of the first run. Undefined when there are not
 * two `did` steps, or one's events never happened.
 */
export function sequenceRuns(leaf: SequenceLeaf, context: CompileContext): Fragment | undefined {
  const stages = stagesOf(leaf.steps, context);
  if (stages.length < 2 || stages.some(({ tables }) => tables.length === 0)) return undefined;
  const last = stages.length - 1;
  const sets = stages.map((_, index) => {
    if (index === last)
      return sql`${name(stepName(index))} AS MATERIALIZED ${nested(stageEvents(leaf, stages, index, [], context))}`;
    const { columns, from, where } = followed(leaf, stages, index, context);
    const good = select({ columns: [...columns, sql`m.next`], from, where });
    return sql`${name(stepName(index))} AS MATERIALIZED ${nested(good)}`;
  });
  let run = sql`SELECT s.user, MIN(s.ts) AS after FROM ${name(stepName(0))} AS s GROUP BY s.user`;
  for (let index = 0; index < last; index++) {
    run = sql`SELECT r.user, r.after AS before, MIN(s.next) AS after
FROM ${nested(run)} AS r JOIN ${name(stepName(index))} AS s ON s.user = r.user AND s.ts = r.after
GROUP BY r.user`;
  }
  return sql`WITH ${join(sets.toReversed(), ',\n')}\nSELECT t.user, t.after - t.before FROM ${nested(run)} AS t`;
}
