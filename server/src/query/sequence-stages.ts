/** The stages of a sequence, and the columns in which neighbouring ones are compared. */
import type { PlanStep } from '../language/plan.ts';
import { type CompileContext, type Scope, tablesOf } from './context.ts';
import { type Fragment, sql } from './fragment.ts';
import type { PhysicalEvent } from './physical.ts';
import { differentlyEncoded, identity } from './predicates.ts';

/** A `did` step with the `did_not` steps after it. */
export interface Stage {
  readonly step: PlanStep;
  readonly tables: readonly PhysicalEvent[];
  readonly nots: readonly PlanStep[];
}

export function stagesOf(steps: readonly PlanStep[], context: CompileContext): readonly Stage[] {
  const stages: { step: PlanStep; tables: readonly PhysicalEvent[]; nots: PlanStep[] }[] = [];
  for (const step of steps) {
    if (step.did) stages.push({ step, tables: tablesOf(step.events, context), nots: [] });
    else stages.at(-1)?.nots.push(step);
  }
  return stages;
}

/**
 * Names of the columns that `same` compares: the value shared by a stage and the one before it, and the value that a
 * `did_not` after the stage looks for.
 */
export const sameKey = (index: number, part: 'did' | number): string =>
  part === 'did' ? `same${index + 1}` : `same${index + 1}_${part + 1}`;

/** The columns in which the stage at `index` is compared with the stages before and after it. */
export const comparedKeys = (stages: readonly Stage[], index: number): readonly string[] =>
  [index, index + 1].filter((at) => at > 0 && stages[at]?.step.same).map((at) => sameKey(at, 'did'));

export function sameColumns(
  stages: readonly Stage[],
  index: number,
  scope: Scope,
  context: CompileContext,
): Readonly<Record<string, Fragment>> {
  const stage = stages[index] as Stage;
  const columns: [string, Fragment][] = [];
  const add = (key: string, step: PlanStep, other: Stage): void => {
    if (!step.same) return;
    columns.push([key, identity(step.same, scope, isMixed(step, other, context)) ?? sql`NULL`]);
  };
  const before = stages[index - 1];
  const next = stages[index + 1];
  if (before) add(sameKey(index, 'did'), stage.step, before);
  if (next) add(sameKey(index + 1, 'did'), next.step, stage);
  stage.nots.forEach((step, at) => {
    add(sameKey(index, at), step, stage);
  });
  return Object.fromEntries(columns);
}

/** Whether the step and the stage that it is compared with encode the value differently. */
export const isMixed = (step: PlanStep, other: Stage, context: CompileContext): boolean =>
  step.same !== undefined && differentlyEncoded(step.same, [...tablesOf(step.events, context), ...other.tables]);
