/**
 * Predicates over the properties of one row. Invariant: a condition may be NULL where a value is missing, which counts
 * as false; only `not` must tell them apart, and takes the complement of “true”.
 */
import type { Column, Predicate } from '../language/plan.ts';
import { type CompileContext, locate, type Scope } from './context.ts';
import { and, bind, FALSE, type Fragment, join, name, or, sql, TRUE } from './fragment.ts';
import type { PhysicalColumn } from './physical.ts';
import { GT, GTE, LT, LTE, toLocal } from './time.ts';

type Atom = Exclude<Predicate, { op: 'and' | 'or' | 'not' | 'never' }>;

export function predicate(test: Predicate, scope: Scope, context: CompileContext): Fragment {
  switch (test.op) {
    case 'and':
      return and(test.of.map((part) => predicate(part, scope, context)));
    case 'or':
      return or(test.of.map((part) => predicate(part, scope, context)));
    case 'not':
      return complement(test.of, scope, context);
    case 'never':
      return FALSE;
    default:
      return atom(test, scope, context);
  }
}

function complement(test: Predicate, scope: Scope, context: CompileContext): Fragment {
  switch (test.op) {
    case 'not':
      return predicate(test.of, scope, context);
    case 'never':
      return TRUE;
    case 'missing': {
      const column = locate(test.column, scope);
      return column ? sql`${anyColumn(column, scope)} IS NOT NULL` : FALSE;
    }
    default: {
      const condition = predicate(test, scope, context);
      if (condition === FALSE) return TRUE;
      return condition === TRUE ? FALSE : context.dialect.isNotTrue(condition);
    }
  }
}

function atom(test: Atom, scope: Scope, context: CompileContext): Fragment {
  const column = locate(test.column, scope);
  if (!column) return test.op === 'missing' ? TRUE : FALSE;
  const { dialect } = context;
  switch (test.op) {
    case 'missing':
      return sql`${anyColumn(column, scope)} IS NULL`;
    case 'compare':
      return compared(column, scope, (value) => sql`${value} ${COMPARISONS[test.cmp]} ${bind(test.value)}`);
    case 'in': {
      if (test.values.length === 0) return FALSE;
      const isAny = (value: Fragment): Fragment => equalsAny(value, test.values, context);
      if (!test.ignoreCase) return compared(column, scope, isAny, test.values.length === 1);
      return compared(column, scope, (value) => isAny(dialect.lower(value)));
    }
    case 'text': {
      const find = { contains: dialect.contains, starts_with: dialect.startsWith, ends_with: dialect.endsWith }[
        test.how
      ];
      return compared(column, scope, (value) => find(test.ignoreCase ? dialect.lower(value) : value, test.value));
    }
    case 'matches':
      return compared(column, scope, (value) => dialect.matches(value, test.pattern, test.ignoreCase === true));
    case 'includes': {
      if (column.type !== 'list<string>' && column.type !== 'list<number>') return FALSE;
      const array = name(scope.alias, column.column);
      const holds = (values: readonly (string | number)[]): Fragment =>
        dialect.anyElement(array, (element) =>
          equalsAny(test.ignoreCase ? dialect.lower(element) : element, values, context),
        );
      if (test.values.length === 0) return FALSE;
      return test.how === 'any' ? holds(test.values) : and(test.values.map((value) => holds([value])));
    }
    case 'near': {
      if (column.type !== 'geo') return FALSE;
      const distance = dialect.distance(
        name(scope.alias, column.lat),
        name(scope.alias, column.lon),
        test.lat,
        test.lon,
      );
      return sql`${distance} <= ${bind(test.meters)}`;
    }
    case 'month_day':
      return compared(column, scope, (value) => {
        const monthAndDay = dialect.monthAndDay(toLocal(value, context.zone));
        return sql`${monthAndDay} IN ${dialect.valueList(test.days)}`;
      });
  }
}

const COMPARISONS = { lt: LT, lte: LTE, gt: GT, gte: GTE } as const;

function equalsAny(value: Fragment, values: readonly (string | number | boolean)[], context: CompileContext): Fragment {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return sql`${value} = ${bind(only)}`;
  return sql`${value} IN ${context.dialect.valueList(values)}`;
}

/**
 * A test on the value that comparisons look at. For a text in `dict` the test is made once for each text there, not for
 * each row; `single` says that at most one text can pass.
 */
function compared(column: PhysicalColumn, scope: Scope, test: (value: Fragment) => Fragment, single = false): Fragment {
  if (column.type === 'geo') return FALSE;
  const own = name(scope.alias, comparedColumn(column));
  if (!isEncoded(column)) return test(own);
  const codes = sql`(SELECT d.code FROM dict AS d WHERE ${test(sql`d.value`)})`;
  return single ? sql`${own} = ${codes}` : sql`${own} IN ${codes}`;
}

export const isEncoded = (column: PhysicalColumn): boolean => 'encoding' in column && column.encoding === 'dict';

/** Versions are compared by their sort key, the rest as they are. */
const comparedColumn = (column: Exclude<PhysicalColumn, { type: 'geo' }>): string =>
  column.type === 'version' ? column.key : column.column;

const anyColumn = (column: PhysicalColumn, scope: Scope): Fragment =>
  name(scope.alias, column.type === 'geo' ? column.lat : column.column);

/**
 * The value in a form in which equal values are equal, for `distinct` and `same`; undefined when the row has no such
 * property. `decoded`: as the text itself, since the tables involved encode it differently.
 */
export function identity(column: Column, scope: Scope, decoded: boolean): Fragment | undefined {
  const located = locate(column, scope);
  if (!located) return undefined;
  if (located.type === 'geo') {
    return join([name(scope.alias, located.lat), name(scope.alias, located.lon)], " || ',' || ");
  }
  const own = name(scope.alias, comparedColumn(located));
  return decoded && isEncoded(located) ? sql`(SELECT d.value FROM dict AS d WHERE d.code = ${own})` : own;
}

/** Whether the tables keep the property in different encodings, so that only decoded values can be compared. */
export function differentlyEncoded(column: Column, tables: readonly { readonly columns: Scope['columns'] }[]): boolean {
  const encodings = new Set<boolean>();
  for (const { columns } of tables) {
    const located = locate(column, { alias: '', columns });
    if (located) encodings.add(isEncoded(located));
  }
  return encodings.size > 1;
}
