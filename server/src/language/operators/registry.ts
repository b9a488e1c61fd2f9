/** All operators by their id, in the order in which people are offered them. */
import type { OperatorId } from '../model.ts';
import { after } from './after.ts';
import { anniversaryWithinNext } from './anniversary-within-next.ts';
import { before } from './before.ts';
import { between } from './between.ts';
import { contains } from './contains.ts';
import { endsWith } from './ends-with.ts';
import { excludes } from './excludes.ts';
import { exists } from './exists.ts';
import { gt } from './gt.ts';
import { gte } from './gte.ts';
import { isIn } from './in.ts';
import { includes } from './includes.ts';
import { includesAll } from './includes-all.ts';
import { includesAny } from './includes-any.ts';
import { is } from './is.ts';
import { isNot } from './is-not.ts';
import { lt } from './lt.ts';
import { lte } from './lte.ts';
import { matches } from './matches.ts';
import { near } from './near.ts';
import { notContains } from './not-contains.ts';
import { notIn } from './not-in.ts';
import { notWithin } from './not-within.ts';
import { on } from './on.ts';
import type { Operator } from './operator.ts';
import { startsWith } from './starts-with.ts';
import { within } from './within.ts';
import { withinNext } from './within-next.ts';

export const operators = {
  is,
  is_not: isNot,
  in: isIn,
  not_in: notIn,
  contains,
  not_contains: notContains,
  starts_with: startsWith,
  ends_with: endsWith,
  matches,
  gt,
  gte,
  lt,
  lte,
  between,
  on,
  before,
  after,
  within,
  not_within: notWithin,
  within_next: withinNext,
  anniversary_within_next: anniversaryWithinNext,
  includes,
  includes_any: includesAny,
  includes_all: includesAll,
  excludes,
  near,
  exists,
} as const satisfies Record<OperatorId, Operator>;
