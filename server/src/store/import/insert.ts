import type { Database, SqlValue } from 'sql.js';
import type { Bindable } from './columns/column.ts';

/** Fills the parameters of row `i` from `at` on. */
export type Bind = (i: number, into: Bindable[], at: number) => void;

const ROWS_PER_TURN = 50_000;

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Lets the thread do other things now and then, and calls `turn`, which may throw to stop. */
export async function insertInTurns(
  db: Database,
  table: string,
  width: number,
  rows: number,
  turn: (rows: number) => void,
  bind: Bind,
): Promise<void> {
  for (let from = 0; from < rows; from += ROWS_PER_TURN) {
    const count = Math.min(ROWS_PER_TURN, rows - from);
    insertRows(db, table, width, count, (i, into, at) => bind(from + i, into, at));
    await nextTurn();
    turn(count);
  }
}

/** SQLite takes 32,766 parameters; a hundred rows a statement is where more of them gains nothing. */
export function insertRows(db: Database, table: string, width: number, rows: number, bind: Bind): void {
  const block = Math.max(1, Math.min(100, Math.floor(32_000 / width)));
  const whole = rows - (rows % block);
  insertBlocks(db, table, width, block, 0, whole, bind);
  insertBlocks(db, table, width, 1, whole, rows, bind);
}

function insertBlocks(
  db: Database,
  table: string,
  width: number,
  block: number,
  from: number,
  to: number,
  bind: Bind,
): void {
  if (from === to) return;
  const one = `(${new Array(width).fill('?').join(',')})`;
  const statement = db.prepare(`INSERT INTO ${table} VALUES ${new Array(block).fill(one).join(',')}`);
  const parameters: Bindable[] = new Array(width * block).fill(null);
  try {
    for (let i = from; i < to; i += block) {
      for (let k = 0; k < block; k++) bind(i + k, parameters, k * width);
      statement.run(parameters as SqlValue[]);
    }
  } finally {
    statement.free();
  }
}
