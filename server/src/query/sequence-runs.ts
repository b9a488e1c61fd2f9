/**
 * When users went through a sequence: each user's first run, from the earliest first event that can be followed, always
 * on to the earliest event of the next step.
 */
import type { SequenceLeaf } from '../language/plan.ts';
import type { CompileContext } from './context.ts';
import { bind, type Fragment, join, name, nested, select, sql } from './fragment.ts';
import { followed, stageEvents, stepName } from './sequence.ts';
import { type Stage, sameKey, stagesOf } from './sequence-stages.ts';

/**
 * `user`, and the milliseconds from the last `did` but one to the last one of the first run of each of the users.
 * Undefined when there are not two `did` steps, or one's events never happened.
 */
export function sequenceRuns(leaf: SequenceLeaf, users: readonly number[], all: CompileContext): Fragment | undefined {
  const context: CompileContext = { ...all, among: true };
  const stages = stagesOf(leaf.steps, context);
  if (stages.length < 2 || stages.some(({ tables }) => tables.length === 0)) return undefined;
  const sets = stages.map((_, index) => {
    const good = goodEvents(leaf, stages, index, context);
    return sql`${name(stepName(index))} AS MATERIALIZED ${nested(good)}`;
  });
  const among = sql`among(user) AS MATERIALIZED (SELECT j.value FROM json_each(${bind(JSON.stringify(users))}) AS j)`;
  const first = sql`SELECT f.user, MIN(f.ts) AS ts FROM ${name(stepName(0))} AS f GROUP BY f.user`;
  let run = sql`SELECT s.* FROM ${nested(first)} AS r JOIN ${name(stepName(0))} AS s ON s.user = r.user AND s.ts = r.ts`;
  for (let index = 1; index < stages.length - 1; index++) {
    const link = linked(stages, index)
      ? sql` AND s.${name(sameKey(index, 'did'))} = r.${name(sameKey(index, 'did'))}`
      : sql``;
    run = sql`SELECT DISTINCT s.* FROM ${nested(goesOn(run))} AS r
JOIN ${name(stepName(index))} AS s ON s.user = r.user AND s.ts = r.next${link}`;
  }
  return sql`WITH ${join([among, ...sets.toReversed()], ',\n')}
SELECT t.user, MIN(t.next - t.ts) FROM ${nested(goesOn(run))} AS t GROUP BY t.user`;
}

/** Several events may lie at one instant: those of a run that the earliest next one follows. */
const goesOn = (run: Fragment): Fragment =>
  sql`SELECT p.* FROM (SELECT q.*, MIN(q.next) OVER (PARTITION BY q.user) AS soonest FROM ${nested(run)} AS q) AS p
WHERE p.next = p.soonest`;

/** Events of a stage that the rest of the sequence follows, the next one at `next`, with what neighbours share. */
function goodEvents(leaf: SequenceLeaf, stages: readonly Stage[], index: number, context: CompileContext): Fragment {
  if (index === stages.length - 1) return stageEvents(leaf, stages, index, [], context);
  const { columns, from, where } = followed(leaf, stages, index, context);
  const shared = linked(stages, index + 1) ? [name('m', sameKey(index + 1, 'did'))] : [];
  return select({ columns: [...columns, ...shared, sql`m.next`], from, where });
}

/** Whether an event of the stage has a value of the event before it. */
const linked = (stages: readonly Stage[], index: number): boolean => stages[index]?.step.same !== undefined;
