/** Leaves: the unit of evaluation and of caching, each one statement that gives users. */
import type { Leaf } from '../language/plan.ts';
import type { CompileContext, Scope } from './context.ts';
import { compileEvents } from './events.ts';
import { bind, type Fragment, select, sql, TRUE } from './fragment.ts';
import { predicate } from './predicates.ts';
import { compileSequence } from './sequence.ts';

/** A statement with one column, `user`: positions in `users`, some perhaps twice. */
export function leafStatement(leaf: Leaf, context: CompileContext): Fragment {
  switch (leaf.node) {
    case 'events':
      return compileEvents(leaf, context);
    case 'sequence':
      return compileSequence(leaf, context);
    default:
      return select({ columns: [sql`u.idx AS user`], from: sql`users AS u`, where: [ofUsers(leaf, context)] });
  }
}

/** A condition on a row of `users` under the alias `u`, for leaves that need no other table. */
export function ofUsers(leaf: Extract<Leaf, { node: 'users' | 'list' | 'sample' }>, context: CompileContext): Fragment {
  switch (leaf.node) {
    case 'users': {
      const scope: Scope = { alias: 'u', columns: context.physical.userColumns };
      return predicate(leaf.test, scope, context);
    }
    case 'list': {
      const ids = Object.hasOwn(context.lists, leaf.digest) ? context.lists[leaf.digest] : undefined;
      if (!ids) throw new Error(`the ids of ${leaf.path} were not handed over with the plan`);
      return sql`u.id IN (${context.dialect.textRows(ids)})`;
    }
    case 'sample': {
      const limit = sampleLimit(leaf.percent);
      return limit === undefined ? TRUE : sql`${context.dialect.sampleKey(leaf.seed, sql`u.id`)} < ${bind(limit)}`;
    }
  }
}

/** The lowest key, as 16 hexadecimal digits, that lies outside the sample; undefined when none does. */
export function sampleLimit(percent: number): string | undefined {
  const limit = BigInt(Math.ceil((percent / 100) * 2 ** 64));
  return limit >= 2n ** 64n ? undefined : limit.toString(16).padStart(16, '0');
}
