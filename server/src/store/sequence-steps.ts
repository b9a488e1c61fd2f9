/** How far users come in a sequence, and how long each step takes them. */
import type { SequenceLeaf } from '../language/plan.ts';
import { compileRuns, type LeafContext } from '../query/index.ts';
import { type Bitset, copy, count, intersect, members } from './bitset.ts';
import type { Database } from './engines/database.ts';
import type { Evaluator } from './evaluator.ts';
import { ROWS_BETWEEN_CHECKS } from './profile.ts';
import type { Steps, StepsQuery } from './section-numbers.ts';

interface StepsSource extends Evaluator {
  readonly database: Database;
  readonly context: LeafContext;
  /** Throws when nobody waits for the answer any more. */
  readonly check: () => void;
}

export function sequenceSteps({ within, leaf }: StepsQuery, source: StepsSource): Steps {
  const among = source.set(within.root);
  const steps = leaf.steps.map((step, i) => {
    const upTo: SequenceLeaf = { ...leaf, steps: leaf.steps.slice(0, i + 1) };
    const reached = intersect(copy(source.set(upTo)), among);
    const users = count(reached);
    if (!step.did || i === 0 || users === 0) return { users };
    const time = quartiles(durations(upTo, reached, source));
    return time ? { users, time } : { users };
  });
  return { of: count(among), steps };
}

/** The users are those who came so far: nobody else's events need to be read. */
function durations(leaf: SequenceLeaf, users: Bitset, { database, context, check }: StepsSource): Float64Array {
  check();
  const statement = compileRuns(leaf, [...members(users)], context);
  const found: number[] = [];
  let row = 0;
  for (const [, duration] of statement ? database.rows(statement) : []) {
    if (++row % ROWS_BETWEEN_CHECKS === 0) check();
    found.push(duration as number);
  }
  return Float64Array.from(found).sort();
}

function quartiles(sorted: Float64Array): Steps['steps'][number]['time'] {
  if (sorted.length === 0) return undefined;
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] as number;
  return { lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75) };
}
