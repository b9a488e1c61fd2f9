/**
 * Pieces of a statement with the parameters that belong to them, in order.
 * Invariant: a value gets into a statement only as a parameter. Text comes from this program's templates, identifiers
 * from `Physical`, and integers that SQL must know as such (offsets, lengths of a day) from `integer`.
 */

export type Param = string | number | null;

export interface Fragment {
  readonly text: string;
  readonly params: readonly Param[];
  /** The operator that joins its outermost parts, when it is one that needs parentheses inside the other. */
  readonly joins?: 'AND' | 'OR';
}

/** Composes fragments: sql`${column} >= ${bind(18)}`. */
export function sql(strings: TemplateStringsArray, ...parts: readonly Fragment[]): Fragment {
  let text = strings[0] ?? '';
  const params: Param[] = [];
  parts.forEach((part, index) => {
    text += part.text + (strings[index + 1] ?? '');
    params.push(...part.params);
  });
  return { text, params };
}

/** A value, as a parameter. */
export function bind(value: string | number | boolean): Fragment {
  return { text: '?', params: [typeof value === 'boolean' ? Number(value) : value] };
}

/** An identifier of the physical layout, or an alias of this program. */
export function name(...path: readonly string[]): Fragment {
  for (const part of path) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(part))
      throw new Error(`not an identifier of the store: ${JSON.stringify(part)}`);
  }
  return { text: path.join('.'), params: [] };
}

/** An integer literal, for arithmetic whose kind depends on its operands being integers. */
export function integer(value: number): Fragment {
  if (!Number.isSafeInteger(value)) throw new Error(`not an integer: ${value}`);
  return { text: String(value), params: [] };
}

export function join(fragments: readonly Fragment[], separator: string): Fragment {
  const params: Param[] = [];
  for (const fragment of fragments) params.push(...fragment.params);
  return { text: fragments.map((fragment) => fragment.text).join(separator), params };
}

export const TRUE: Fragment = { text: '1 = 1', params: [] };
export const FALSE: Fragment = { text: '1 = 0', params: [] };

/** SQLite refuses expressions deeper than 1000; a chain of ANDs is as deep as it is long. */
const CHAIN = 100;

/** All (any) of the conditions. Long chains become a tree. */
function chain(conditions: readonly Fragment[], word: 'AND' | 'OR', none: Fragment): Fragment {
  if (conditions.length === 0) return none;
  if (conditions.length === 1) return conditions[0] as Fragment;
  if (conditions.length > CHAIN) {
    const size = Math.ceil(conditions.length / CHAIN);
    const groups: Fragment[] = [];
    for (let at = 0; at < conditions.length; at += size) {
      groups.push(sql`(${chain(conditions.slice(at, at + size), word, none)})`);
    }
    return chain(groups, word, none);
  }
  return {
    ...join(
      conditions.map((condition) => guard(condition, word)),
      ` ${word} `,
    ),
    joins: word,
  };
}

const guard = (condition: Fragment, inside: 'AND' | 'OR'): Fragment =>
  condition.joins !== undefined && condition.joins !== inside ? sql`(${condition})` : condition;

export const and = (conditions: readonly Fragment[]): Fragment => chain(conditions, 'AND', TRUE);
export const or = (conditions: readonly Fragment[]): Fragment => chain(conditions, 'OR', FALSE);

/** Moves every line but the first by two spaces. Safe, since a fragment has no literals with line breaks. */
export function indent(fragment: Fragment): Fragment {
  return { text: fragment.text.replaceAll('\n', '\n  '), params: fragment.params };
}

/** A nested statement on lines of its own: `(`, the statement, `)`. */
export function nested(statement: Fragment): Fragment {
  return { text: `(\n  ${indent(statement).text}\n)`, params: statement.params };
}

/** SELECT with its clauses on lines of their own; an AND in WHERE or HAVING starts a new line. */
export function select(clauses: {
  readonly columns: readonly Fragment[];
  readonly from: Fragment;
  readonly where?: readonly Fragment[];
  readonly groupBy?: Fragment;
  readonly having?: readonly Fragment[];
}): Fragment {
  const lines = [sql`SELECT ${join(clauses.columns, ', ')}`, sql`FROM ${clauses.from}`];
  const where = clauses.where ?? [];
  const having = clauses.having ?? [];
  if (where.length > 0) lines.push(sql`WHERE ${conditions(where)}`);
  if (clauses.groupBy) lines.push(sql`GROUP BY ${clauses.groupBy}`);
  if (having.length > 0) lines.push(sql`HAVING ${conditions(having)}`);
  return join(lines, '\n');
}

function conditions(list: readonly Fragment[]): Fragment {
  if (list.length > CHAIN) return and(list);
  if (list.length === 1) return list[0] as Fragment;
  return join(
    list.map((condition) => indent(guard(condition, 'AND'))),
    '\n  AND ',
  );
}

/** Terms of one compound SELECT that every engine takes (SQLite: 500). */
const COMPOUND = 400;

/** UNION ALL of statements with the same columns; many become a compound of compounds. */
export function unionAll(statements: readonly Fragment[]): Fragment {
  if (statements.length <= COMPOUND) return join(statements, '\nUNION ALL\n');
  const groups: Fragment[] = [];
  for (let at = 0; at < statements.length; at += COMPOUND) {
    groups.push(sql`SELECT * FROM ${nested(unionAll(statements.slice(at, at + COMPOUND)))}`);
  }
  return unionAll(groups);
}

/** A statement with more parameters than this is numbered (SQLite: 32,766). */
export const MANY_PARAMS = 30_000;

/** The same with each different value given once: a filter over many events repeats its values for each of them. */
export function numbered({ text, params }: Fragment): Fragment {
  const places = new Map<Param, number>();
  let next = 0;
  const renumbered = text.replace(/\?/g, () => {
    const value = params[next++] as Param;
    const place = places.get(value) ?? places.size + 1;
    places.set(value, place);
    return `?${place}`;
  });
  return { text: renumbered, params: [...places.keys()] };
}
