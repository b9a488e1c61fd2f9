/** Some members to look at. */
import { pick, rowsOf } from '../pick.ts';
import type { Metric } from './metric.ts';

export const sample: Metric<'sample'> = ({ query, users, rows }) => ({
  sample: rowsOf(pick(users, query.sample.size), query.sample.columns, rows),
});
