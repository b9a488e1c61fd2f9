/** npm run bench -- [--size s|m|all] [--only counting|sections|server|large|live] [--out FILE] */
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCounting } from './counting.ts';
import { ensureData, SIZES } from './data.ts';
import { createDuckDb } from './duckdb.ts';
import { measureServers } from './language-servers.ts';
import { measureLarge } from './large-servers.ts';
import { measureLiveNumbers } from './live-numbers.ts';
import { countingTables, largeTable, liveTable, sectionTable, serverTable } from './report.ts';
import { measureSections } from './sections.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'all' },
    only: { type: 'string' },
    out: { type: 'string' },
  },
});
const sizes = SIZES.filter(({ id }) => values.size === 'all' || values.size === id);
if (sizes.length === 0 || !['counting', 'sections', 'server', 'large', 'live', undefined].includes(values.only)) {
  console.error('Usage: npm run bench -- [--size s|m|all] [--only counting|sections|server|large|live] [--out FILE]');
  process.exit(2);
}

/** scripts/bench.mjs starts this in the checkout. */
const root = process.cwd();
const cache = join(root, '.cache', 'bench');
const log = (text: string) => console.error(text);
const load = () => loadavg()[0]!.toFixed(1);
const loadBefore = load();
const parts: string[] = [];

if (values.only === undefined || values.only === 'counting' || values.only === 'sections') {
  for (const size of sizes) {
    const folder = join(cache, size.id);
    log(`${size.id}: data in ${folder}`);
    ensureData(size, folder);
    if (values.only !== 'sections') parts.push(countingTables(size, await measureCounting({ size, folder }, log)));
    else await createDuckDb({ size, folder }).load();
    parts.push(sectionTable(size, await measureSections({ size, folder }, log)));
  }
}
if (values.only === undefined || values.only === 'server') {
  log('language servers');
  parts.push(serverTable(await measureServers(root, await mkdtemp(join(tmpdir(), 'segments-bench-')))));
}

if (values.only === undefined || values.only === 'large') {
  const folder = await mkdtemp(join(tmpdir(), 'segments-bench-large-'));
  parts.push(largeTable(await measureLarge(root, folder, log)));
  await rm(folder, { recursive: true, force: true });
}

if (values.only === undefined || values.only === 'live') {
  const size = sizes.at(-1)!;
  const folder = join(cache, size.id);
  ensureData(size, folder);
  log('live numbers');
  parts.push(liveTable(size, await measureLiveNumbers(root, folder)));
}

const [{ model }, day] = [cpus()[0]!, new Date().toISOString().slice(0, 10)];
const machine =
  `${day}, ${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ` +
  `load ${loadBefore} before and ${load()} after.`;
const page = [
  '# Benchmarks',
  `\`npm run bench\` on ${machine} Medians, the contenders in turn in one process; read the ratios (below 1: faster or smaller than the peer). ` +
    'Synthetic data with a fixed seed; no time is taken before all contenders count the same users. ' +
    'A load above the number of cores means that others used the machine: then only the ratios of one row say something.',
  '**segments** is the product as it ships, bundled, its store in a worker; what an unchanged rule has counted stays cached. ' +
    '**SQLite, native** is better-sqlite3 on one table an event, clustered by user and time, filled in that order by a hand-written loader. ' +
    '**DuckDB** has a table sorted by event, user and time. Their SQL is written by hand (`bench/rules.ts`).',
  ...parts,
].join('\n\n');
console.log(page);
if (values.out !== undefined) {
  mkdirSync(dirname(resolve(root, values.out)), { recursive: true });
  writeFileSync(resolve(root, values.out), `${page}\n`);
}
