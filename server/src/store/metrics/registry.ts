/** Every number of a segment's insights. A gap fails to compile: together they must give all of them. */
import type { Evaluation } from '../ports.ts';
import type { Measured, Metric } from './metric.ts';
import { reachability } from './reachability.ts';
import { rules } from './rules.ts';
import { sample } from './sample.ts';
import { total } from './total.ts';

export const metrics = { total, reachability, rules, sample } as const satisfies Record<string, Metric<never>>;

/** The numbers, without what is known of the evaluation itself. */
export type Numbers = Omit<Evaluation, 'storeVersion' | 'asOf' | 'leavesRun' | 'tookMs'>;

export function measure(measured: Measured): Numbers {
  return {
    ...metrics.total(measured),
    ...metrics.reachability(measured),
    ...metrics.rules(measured),
    ...metrics.sample(measured),
  };
}
