/** Import, open and the query set, for each contender in turn. Nothing is timed before all counts are equal. */
import assert from 'node:assert/strict';
import type { Contender, Place } from './contender.ts';
import { AS_OF } from './data.ts';
import { createDuckDb } from './duckdb.ts';
import { createNativeSqlite } from './native-sqlite.ts';
import { createProduct, type ProductContender } from './product.ts';
import { RULES } from './rules.ts';
import { median, timed } from './statistics.ts';

const ROUNDS = 5;
const OPENS = 3;

export interface CountingFigures {
  readonly contenders: readonly {
    readonly name: string;
    readonly loadMs: number;
    readonly bytes: number;
    readonly openMs: number;
    /** Rule id -> median ms, every leaf computed. */
    readonly rules: Readonly<Record<string, number>>;
  }[];
  /** Rule id -> median ms after one rule of it was edited, the others being cached; and with nothing new. */
  readonly edited: Readonly<Record<string, number>>;
  readonly cached: Readonly<Record<string, number>>;
}

export async function measureCounting(place: Place, log: (text: string) => void): Promise<CountingFigures> {
  const product = createProduct(place);
  const contenders: readonly Contender[] = [product, createNativeSqlite(place), createDuckDb(place)];
  const loads: { readonly ms: number; readonly bytes: number }[] = [];
  for (const contender of contenders) {
    log(`${place.size.id}: loading, ${contender.name}`);
    const { ms, result } = await timed(() => contender.load());
    loads.push({ ms, bytes: result.bytes });
  }

  const opens = contenders.map((): number[] => []);
  for (let round = 0; round < OPENS; round++) {
    for (const [index, contender] of contenders.entries()) {
      opens[index]!.push((await timed(() => contender.open())).ms);
      if (round < OPENS - 1) await contender.close();
    }
  }

  log(`${place.size.id}: comparing the counts of ${RULES.length} rules`);
  let nonce = 1;
  for (const rule of RULES) {
    const expected = await contenders[1]!.prepare(rule, 0)();
    for (const contender of contenders) {
      assert.deepEqual(
        await contender.prepare(rule, nonce++)(),
        expected,
        `${rule.id}: ${contender.name} counts otherwise`,
      );
    }
  }

  const times = contenders.map(() => new Map(RULES.map((rule) => [rule.id, [] as number[]])));
  for (let round = 0; round <= ROUNDS; round++) {
    log(`${place.size.id}: round ${round} of ${ROUNDS}`);
    for (const rule of RULES) {
      for (const [index, contender] of contenders.entries()) {
        const { ms } = await timed(contender.prepare(rule, nonce++));
        if (round > 0) times[index]!.get(rule.id)!.push(ms);
      }
    }
  }
  const { edited, cached } = await measureEdits(product);
  for (const contender of contenders) await contender.close();
  return {
    contenders: contenders.map((contender, index) => ({
      name: contender.name,
      loadMs: loads[index]!.ms,
      bytes: loads[index]!.bytes,
      openMs: median(opens[index]!),
      rules: medians(times[index]!),
    })),
    edited,
    cached,
  };
}

/** One more rule is put to each of the twelve and edited again and again; the rest of the segment is cached. */
async function measureEdits(product: ProductContender): Promise<Pick<CountingFigures, 'edited' | 'cached'>> {
  const edited = new Map(RULES.map((rule) => [rule.id, [] as number[]]));
  const cached = new Map(RULES.map((rule) => [rule.id, [] as number[]]));
  let bound = 20;
  for (const rule of RULES) {
    const at = AS_OF + 999;
    const where = (gte: number) => [...rule.where(0), { did: 'purchase', max: { of: 'amount', gte } }];
    await product.evaluation(where(0), at, 0)();
    for (let round = 0; round <= ROUNDS; round++) {
      // A bound that no leaf had before.
      bound += 0.25;
      const { ms } = await timed(product.evaluation(where(bound), at, 0));
      const again = await timed(product.evaluation([{ all: where(bound) }], at, 0));
      if (round === 0) continue;
      edited.get(rule.id)!.push(ms);
      cached.get(rule.id)!.push(again.ms);
    }
  }
  return { edited: medians(edited), cached: medians(cached) };
}

function medians(times: ReadonlyMap<string, readonly number[]>): Readonly<Record<string, number>> {
  return Object.fromEntries([...times].map(([id, values]) => [id, median(values)]));
}
