import type { EventRows } from './rows.ts';

/**
 * The rows of an event in the order of its table's key: user, time, place in the data. `rankOf` turns a user's number
 * into the user's `idx`.
 */
export function eventOrder(rows: EventRows, rankOf: Uint32Array): Uint32Array {
  const users = rows.users.items();
  const times = rows.times.items();
  const order = users.length * 8 < rankOf.length ? comparedByUser(users, rankOf) : countedByUser(users, rankOf);
  sortRuns(order, users, times);
  return order;
}

/** A counting sort: linear in rows and users, and stable, so that rows of one user stay in the order of the data. */
function countedByUser(users: Int32Array, rankOf: Uint32Array): Uint32Array {
  const starts = new Uint32Array(rankOf.length + 1);
  for (let i = 0; i < users.length; i++) starts[rankOf[users[i]!]! + 1]!++;
  for (let u = 0; u < rankOf.length; u++) starts[u + 1]! += starts[u]!;
  const order = new Uint32Array(users.length);
  for (let i = 0; i < users.length; i++) order[starts[rankOf[users[i]!]!]!++] = i;
  return order;
}

/** For events far rarer than users. */
function comparedByUser(users: Int32Array, rankOf: Uint32Array): Uint32Array {
  const order = Uint32Array.from(users, (_, i) => i);
  return order.sort((a, b) => rankOf[users[a]!]! - rankOf[users[b]!]! || a - b);
}

const SHORT = 32;

/** Puts each user's rows, which are mostly in order already, in order of time; equal times stay as they are. */
function sortRuns(order: Uint32Array, users: Int32Array, times: Float64Array): void {
  for (let from = 0; from < order.length; ) {
    const user = users[order[from]!]!;
    let to = from + 1;
    let sorted = true;
    while (to < order.length && users[order[to]!]! === user) {
      if (times[order[to]!]! < times[order[to - 1]!]!) sorted = false;
      to++;
    }
    if (!sorted && to - from > SHORT) {
      order.subarray(from, to).sort((a, b) => times[a]! - times[b]! || a - b);
    } else if (!sorted) {
      for (let i = from + 1; i < to; i++) {
        const row = order[i]!;
        const time = times[row]!;
        let k = i - 1;
        while (k >= from && times[order[k]!]! > time) {
          order[k + 1] = order[k]!;
          k--;
        }
        order[k + 1] = row;
      }
    }
    from = to;
  }
}
