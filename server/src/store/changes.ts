/** Who came and who went between two versions of a set of users. */
import { type Bitset, copy, count, intersect, subtract } from './bitset.ts';
import { type EvaluatorAt, membersOf, type RowReader } from './evaluator.ts';
import { pick, rowsOf } from './pick.ts';
import type { Changes, ChangesQuery } from './section-numbers.ts';

export function changes(query: ChangesQuery, at: EvaluatorAt, rows: RowReader): Changes {
  const { lists, sample } = query;
  const before = membersOf(at, query.before, lists);
  const after = membersOf(at, query.after, lists);
  const entered = subtract(copy(after), before);
  const left = subtract(copy(before), after);
  const stayed = intersect(copy(after), before);
  const some = (set: Bitset) => rowsOf(pick(set, sample.size), sample.columns, rows);
  return {
    before: count(before),
    after: count(after),
    of: count(at(query.after, lists).exists),
    entered: count(entered),
    left: count(left),
    stayed: count(stayed),
    samples: { entered: some(entered), left: some(left), stayed: some(stayed) },
  };
}
