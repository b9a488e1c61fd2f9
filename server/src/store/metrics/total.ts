/** The members, and all users beside them. */
import { count } from '../bitset.ts';
import type { Metric } from './metric.ts';

export const total: Metric<'total' | 'of'> = ({ users, exists }) => ({ total: count(users), of: count(exists) });
