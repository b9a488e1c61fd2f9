/** A whole segment as one statement, for people to read and for databases that count it at once. */
import type { Plan } from '../language/plan.ts';
import type { CompileContext } from './context.ts';
import { and, bind, FALSE, type Fragment, nested, or, select, sql, TRUE } from './fragment.ts';
import { leafStatement, ofUsers } from './leaf.ts';

/** The ids of the members, in order. */
export function segmentStatement(root: Plan, context: CompileContext): Fragment {
  const exists = or([sql`u.has_row = 1`, sql`u.first_ts <= ${bind(context.asOf)}`]);
  const parts = root.node === 'all' ? root.of : [root];
  const statement = select({
    columns: [sql`u.id`],
    from: sql`users AS u`,
    where: [exists, ...parts.map((part) => membership(part, context))],
  });
  return sql`${statement}\nORDER BY u.idx`;
}

function membership(plan: Plan, context: CompileContext): Fragment {
  switch (plan.node) {
    case 'all':
      return and(plan.of.map((part) => membership(part, context)));
    case 'any':
      return or(plan.of.map((part) => membership(part, context)));
    case 'not': {
      if (plan.of.node === 'not') return membership(plan.of.of, context);
      if (isOwnStatement(plan.of)) return sql`u.idx NOT IN ${nested(leafStatement(plan.of, context))}`;
      const condition = membership(plan.of, context);
      if (condition === TRUE) return FALSE;
      return condition === FALSE ? TRUE : context.dialect.isNotTrue(condition);
    }
    case 'events':
    case 'sequence':
      return sql`u.idx IN ${nested(leafStatement(plan, context))}`;
    default:
      return ofUsers(plan, context);
  }
}

const isOwnStatement = (plan: Plan): plan is Extract<Plan, { node: 'events' | 'sequence' }> =>
  plan.node === 'events' || plan.node === 'sequence';
