/**
 * Sets of users as dense bitsets over `users.idx`, 32 users a word. Invariant: bits at and beyond the number of users
 * are 0, so that counting needs no mask. Kept in shared memory where there is such: a set outlives the thread that found it.
 */
export type Bitset = Uint32Array<ArrayBufferLike>;

export const emptySet = (users: number): Bitset =>
  new Uint32Array(newMemory(Math.ceil(users / 32) * Uint32Array.BYTES_PER_ELEMENT));

/** A page that is not isolated from other origins has no shared memory; there threads tell each other copies. */
export const sharesMemory = typeof SharedArrayBuffer === 'function';

const newMemory = (bytes: number): ArrayBufferLike =>
  sharesMemory ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);

export function fullSet(users: number): Bitset {
  const set = emptySet(users).fill(0xffffffff);
  const rest = users % 32;
  if (rest > 0) set[set.length - 1] = 2 ** rest - 1;
  return set;
}

export function add(set: Bitset, user: number): void {
  const word = user >>> 5;
  set[word] = (set[word] as number) | (1 << (user & 31));
}

export const has = (set: Bitset, user: number): boolean => (((set[user >>> 5] ?? 0) >>> (user & 31)) & 1) === 1;

/** `target` keeps what is in `other` too. */
export function intersect(target: Bitset, other: Bitset): Bitset {
  for (let word = 0; word < target.length; word++) target[word] = (target[word] as number) & (other[word] as number);
  return target;
}

/** `target` gets what is in `other`. */
export function unite(target: Bitset, other: Bitset): Bitset {
  for (let word = 0; word < target.length; word++) target[word] = (target[word] as number) | (other[word] as number);
  return target;
}

/** `target` loses what is in `other`. */
export function subtract(target: Bitset, other: Bitset): Bitset {
  for (let word = 0; word < target.length; word++) target[word] = (target[word] as number) & ~(other[word] as number);
  return target;
}

export const copy = (set: Bitset): Bitset => {
  const result = new Uint32Array(newMemory(set.byteLength));
  result.set(set);
  return result;
};

export function count(set: Bitset): number {
  let total = 0;
  for (let word = 0; word < set.length; word++) total += bits(set[word] as number);
  return total;
}

/** How many are in both, without making the set. */
export function countBoth(one: Bitset, other: Bitset): number {
  let total = 0;
  for (let word = 0; word < one.length; word++) total += bits((one[word] as number) & (other[word] as number));
  return total;
}

function bits(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function forEach(set: Bitset, visit: (user: number) => void): void {
  for (let word = 0; word < set.length; word++) {
    let rest = set[word] as number;
    while (rest !== 0) {
      visit((word << 5) + (31 - Math.clz32(rest & -rest)));
      rest &= rest - 1;
    }
  }
}

/** The members in ascending order. */
export function members(set: Bitset): Uint32Array<ArrayBuffer> {
  const result = new Uint32Array(count(set));
  let at = 0;
  forEach(set, (user) => {
    result[at++] = user;
  });
  return result;
}
