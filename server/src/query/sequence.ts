/**
 * Users whose events stand in an order. A stage is a `did` step with the `did_not` steps after it, which look at what
 * follows its event; the event of a stage is good when those hold and a good event of the next stage follows in time.
 * Neighbouring stages are all that a condition speaks of, so the good events of each stage can be found from the last
 * stage back. Two stages nest as EXISTS; more, or several tables, become one named set a stage, since nesting them
 * would multiply the work.
 */
import type { PlanStep, SequenceLeaf } from '../language/plan.ts';
import type { CompileContext, Scope } from './context.ts';
import { bind, type Fragment, join, name, nested, select, sql, unionAll } from './fragment.ts';
import { identity, predicate } from './predicates.ts';
import { anyEvent, nobody, type Rows, rowsOf } from './rows.ts';
import { comparedKeys, isMixed, type Stage, sameColumns, sameKey, stagesOf } from './sequence-stages.ts';
import { deadline, inLocalTime, inSpan } from './time.ts';

export function compileSequence(leaf: SequenceLeaf, context: CompileContext): Fragment {
  const stages = stagesOf(leaf.steps, context);
  if (stages.some(({ tables }) => tables.length === 0)) return nobody();
  const single = stages.every(({ tables }) => tables.length === 1);
  return stages.length <= 2 && single ? nestedStages(leaf, stages, context) : namedStages(leaf, stages, context);
}

/** Good events of the stage at `index` under the alias, the stages after it nested. */
function nestedStages(leaf: SequenceLeaf, stages: readonly Stage[], context: CompileContext): Fragment {
  const conditions = (index: number): Rows => {
    const stage = stages[index] as Stage;
    const rows = stageRows(leaf, stages, index, context);
    const following = stages[index + 1];
    if (!following) return { ...rows, where: [...rows.where, ...notConditions(leaf, stage, index, rows, context)] };
    const next = conditions(index + 1);
    const found = select({
      columns: [sql`1`],
      from: next.from,
      where: [...follows(stages, index + 1, rows, next.columns, context), ...next.where],
    });
    const where = [...rows.where, ...notConditions(leaf, stage, index, rows, context), sql`EXISTS ${nested(found)}`];
    return { ...rows, where };
  };
  const first = conditions(0);
  return select({
    columns: [name(alias(0), 'user')],
    from: first.from,
    where: first.where,
    groupBy: name(alias(0), 'user'),
  });
}

/**
 * One named set of good events a stage, from the last to the first. The next good event after each event is found by
 * one pass over both in the order of time, so that the work grows with the number of events alone.
 */
function namedStages(leaf: SequenceLeaf, stages: readonly Stage[], context: CompileContext): Fragment {
  const sets: Fragment[] = [];
  for (let index = stages.length - 1; index > 0; index--) {
    const following = index + 1 < stages.length;
    const good = following ? goodEvents(leaf, stages, index, context) : stageEvents(leaf, stages, index, [], context);
    sets.push(sql`${name(stepName(index))} AS MATERIALIZED ${nested(good)}`);
  }
  if (sets.length === 0) {
    const users = nested(stageEvents(leaf, stages, 0, [], context));
    return select({ columns: [sql`m.user`], from: sql`${users} AS m`, groupBy: sql`m.user` });
  }
  return sql`WITH ${join(sets, ',\n')}\n${goodEvents(leaf, stages, 0, context)}`;
}

/** Events of the stage itself, with `more` columns and those that the stages beside it compare. */
export function stageEvents(
  leaf: SequenceLeaf,
  stages: readonly Stage[],
  index: number,
  more: readonly Fragment[],
  context: CompileContext,
): Fragment {
  const rows = stageRows(leaf, stages, index, context);
  const columns = comparedKeys(stages, index).map((key) => sql`${rows.columns[key] ?? sql`NULL`} AS ${name(key)}`);
  return select({
    columns: [name(alias(index), 'user'), name(alias(index), 'ts'), ...more, ...columns],
    from: rows.from,
    where: [...rows.where, ...notConditions(leaf, stages[index] as Stage, index, rows, context)],
  });
}

/** Events of the stage that a good event of the next stage follows; for the first stage, their users. */
function goodEvents(leaf: SequenceLeaf, stages: readonly Stage[], index: number, context: CompileContext): Fragment {
  const { columns, from, where } = followed(leaf, stages, index, context);
  return index === 0
    ? select({ columns: [sql`m.user`], from, where, groupBy: sql`m.user` })
    : select({ columns, from, where });
}

/** Events `m` of the stage that a good event of the next stage follows, the first of those at `m.next`. */
export function followed(
  leaf: SequenceLeaf,
  stages: readonly Stage[],
  index: number,
  context: CompileContext,
): { readonly columns: readonly Fragment[]; readonly from: Fragment; readonly where: readonly Fragment[] } {
  const { within, same } = (stages[index + 1] as Stage).step;
  const shared = name('m', sameKey(index + 1, 'did'));
  const kept = comparedKeys(stages, index);
  const following = select({
    columns: [
      sql`g.user`,
      sql`g.ts`,
      sql`1 AS follows`,
      ...kept.map((key) => (key === sameKey(index + 1, 'did') ? name('g', key) : sql`NULL`)),
    ],
    from: sql`${name(stepName(index + 1))} AS g`,
  });
  const both = unionAll([stageEvents(leaf, stages, index, [sql`0 AS follows`], context), following]);
  // At one instant the event itself comes before those that follow: they must be later.
  const order = sql`PARTITION BY ${same ? sql`m.user, ${shared}` : sql`m.user`} ORDER BY m.ts DESC, m.follows`;
  const next = sql`MIN(CASE WHEN m.follows = 1 THEN m.ts END) OVER (${order} ROWS UNBOUNDED PRECEDING)`;
  const merged = select({ columns: [sql`m.*`, sql`${next} AS next`], from: sql`${nested(both)} AS m` });
  const ownKey = sameKey(index, 'did');
  return {
    columns: [sql`m.user`, sql`m.ts`, ...(kept.includes(ownKey) ? [name('m', ownKey)] : [])],
    from: sql`${nested(merged)} AS m`,
    where: [
      sql`m.follows = 0`,
      within ? sql`m.next <= ${deadline(sql`m.ts`, within, context)}` : sql`m.next IS NOT NULL`,
      ...(same ? [sql`${shared} IS NOT NULL`] : []),
    ],
  };
}

const alias = (index: number): string => `s${index + 1}`;
/** The set of a stage's good events. */
export const stepName = (index: number): string => `step${index + 1}`;

/** Events that meet what the step says of them alone. */
function stageRows(leaf: SequenceLeaf, stages: readonly Stage[], index: number, context: CompileContext): Rows {
  const { step, tables } = stages[index] as Stage;
  return rowsOf(tables, alias(index), {
    where: (scope) => {
      const instant = name(scope.alias, 'ts');
      const until = { at: leaf.asOf, included: true };
      // Later steps lie after the first one, so after the beginning of its window.
      return [
        ...(context.among ? [sql`${name(scope.alias, 'user')} IN (SELECT among.user FROM among)`] : []),
        ...ownConditions(step, scope, context),
        ...inSpan(index === 0 ? leaf.span : { ...leaf.span, until }, instant),
      ];
    },
    columns: (scope) => sameColumns(stages, index, scope, context),
  });
}

function ownConditions(step: PlanStep, scope: Scope, context: CompileContext): readonly Fragment[] {
  return [
    ...(step.where ? [predicate(step.where, scope, context)] : []),
    ...(step.at ? [inLocalTime(step.at, name(scope.alias, 'ts'), context)] : []),
  ];
}

/** An event of the stage at `index` follows one of the stage before it, in time and with the same value. */
function follows(
  stages: readonly Stage[],
  index: number,
  before: Rows,
  columns: Readonly<Record<string, Fragment>>,
  context: CompileContext,
): readonly Fragment[] {
  const { step } = stages[index] as Stage;
  const earlier = name(alias(index - 1), 'ts');
  const own = name(alias(index), 'ts');
  const key = sameKey(index, 'did');
  return [
    sql`${name(alias(index), 'user')} = ${name(alias(index - 1), 'user')}`,
    sql`${own} > ${earlier}`,
    ...(step.within ? [sql`${own} <= ${deadline(earlier, step.within, context)}`] : []),
    ...(step.same ? [sql`${columns[key] ?? sql`NULL`} = ${before.columns[key] ?? sql`NULL`}`] : []),
  ];
}

/** No event of any `did_not` step follows within its time, and that time is over. */
function notConditions(
  leaf: SequenceLeaf,
  stage: Stage,
  index: number,
  rows: Rows,
  context: CompileContext,
): readonly Fragment[] {
  const instant = name(alias(index), 'ts');
  return stage.nots.flatMap((step, at) => {
    const end = step.within ? deadline(instant, step.within, context) : bind(leaf.asOf);
    const decoded = step.same !== undefined && isMixed(step, stage, context);
    const found = anyEvent(
      step.events,
      'n',
      (scope) => [
        sql`n.user = ${name(alias(index), 'user')}`,
        sql`n.ts > ${instant}`,
        sql`n.ts <= ${end}`,
        ...(step.same
          ? [
              sql`${identity(step.same, scope, decoded) ?? sql`NULL`} = ${rows.columns[sameKey(index, at)] ?? sql`NULL`}`,
            ]
          : []),
        ...ownConditions(step, scope, context),
      ],
      context,
    );
    const over = step.within ? [sql`${end} <= ${bind(leaf.asOf)}`] : [];
    return found ? [...over, sql`NOT ${found}`] : over;
  });
}
