/**
 * The users and events behind the prompt fixtures: small, made up, the same on every machine.
 *   node --import=tsx test/support/prompt-worlds.ts bank FOLDER      a project to run “segments eval” in
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './cli.ts';

type Cell = string | number | boolean | null;
type Row = Readonly<Record<string, Cell | readonly string[]>>;

const DAY = 86_400_000;
const USERS = 600;

/** Seeded dice (mulberry32). */
function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    chance: (share: number) => next() < share,
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!,
    some: (items: readonly string[], share: number) => items.filter(() => next() < share),
    maybe: <T>(missing: number, value: T): T | null => (next() < missing ? null : value),
    /** Small values are much more frequent than large ones. */
    skewed: (high: number) => Math.floor(next() ** 3 * (high + 1)),
  };
}
type Dice = ReturnType<typeof dice>;

interface World {
  readonly asOf: number;
  readonly seed: number;
  user(d: Dice, id: string, at: (daysAgo: number) => string): Row;
  /** `add` writes one event so many days ago. */
  events(d: Dice, user: Row, add: (event: string, daysAgo: number, properties?: Row) => void): void;
}

const day = (instant: string) => instant.slice(0, 10);

const bank: World = {
  asOf: Date.parse('2026-04-15T09:00:00Z'),
  seed: 11,
  user: (d, id, at) => ({
    user_id: id,
    region: d.pick(['London', 'Wales', 'Scotland', 'Midlands', 'North West']),
    account_type: d.pick(['current', 'current', 'savings', 'joint', 'student']),
    age: d.maybe(0.05, d.int(17, 80)),
    balance: d.pick([-200, -50, 0, 100, 900, 2500, 9999, 10000, 12000, 40000]) + d.int(-40, 40) * d.int(0, 1),
    credit_score: d.maybe(0.1, d.pick([d.int(400, 549), 550, 600, d.int(600, 700), 700, d.int(701, 900)])),
    income_band: d.maybe(0.1, d.pick(['low', 'middle', 'high'])),
    opened_at: at(d.int(0, 500)),
    card_expires: d.maybe(0.1, day(at(d.int(-120, 20)))),
    products: d.maybe(0.05, d.some(['Mortgage', 'ISA', 'Credit Card', 'Loan', 'Insurance'], 0.35)),
    paperless: d.maybe(0.1, d.chance(0.6)),
    email: d.maybe(0.15, `${id}@example.com`),
    phone: d.maybe(0.2, `+44700${id.slice(1)}`),
    marketing_opt_in: d.maybe(0.1, d.chance(0.6)),
  }),
  events(d, _user, add) {
    const span = d.pick([60, 200, 400]);
    const often = d.pick([2, 6, 20]);
    const quietFor = d.pick([0, 0, 0, 61, 95]);
    for (let i = d.int(0, often); i > 0; i--) {
      add('Logged In', quietFor + d.int(0, span), { device: d.pick(['mobile', 'mobile', 'desktop', 'tablet']) });
    }
    const likes = d.pick(['Groceries', 'Travel', 'Restaurants', 'Fuel']);
    for (let i = d.skewed(often * 2); i > 0; i--) {
      add('Card Payment', d.int(0, span), {
        amount: d.pick([5, 20, 45, 60, 60, 90, 120, 200, 350]),
        merchant_category: d.chance(0.5)
          ? likes
          : d.pick(['Groceries', 'Travel', 'Restaurants', 'Gambling', 'Utilities']),
        country: d.pick(['GB', 'GB', 'GB', 'FR', 'ES', 'US']),
      });
    }
    for (let i = d.skewed(5); i > 0; i--) {
      add('Transfer Sent', d.int(0, span), {
        amount: d.pick([50, 400, 700, 1000, 1500]),
        international: d.chance(0.4),
      });
    }
    for (let i = d.int(0, 5); i > 0; i--) add('Cash Withdrawn', d.int(0, 60), { amount: d.pick([20, 50, 100]) });
    for (let i = d.skewed(4); i > 0; i--) add('Deposit Made', d.int(0, span), { amount: d.pick([200, 1000, 1800]) });
    if (d.chance(0.3)) {
      const started = d.int(0, 90);
      add('Loan Application Started', started);
      if (d.chance(0.5)) add('Loan Application Submitted', started - d.int(0, 50));
    }
    if (d.chance(0.35)) add('Complaint Filed', d.int(0, 160), { topic: d.pick(['fees', 'fraud', 'service', 'app']) });
  },
};

const GENRES = ['Drama', 'Comedy', 'Documentary', 'Horror', 'Kids', 'Sports'] as const;

const streaming: World = {
  asOf: Date.parse('2026-09-18T20:00:00Z'),
  seed: 23,
  user: (d, id, at) => ({
    user_id: id,
    plan: d.maybe(0.04, d.pick(['Free', 'Basic', 'Standard', 'Premium'])),
    country: d.maybe(0.04, d.pick(['US', 'US', 'CA', 'MX', 'BR'])),
    device: d.pick(['TV', 'Phone', 'Tablet', 'Laptop']),
    signup_date: day(at(d.int(0, 800))),
    trial_ends: d.maybe(0.5, day(at(d.int(-12, 20)))),
    renewal_date: d.maybe(0.2, day(at(d.int(-40, 3)))),
    birthday: d.maybe(0.2, day(at(d.int(7000, 20000)))),
    monthly_price: d.pick([0, 6, 10, 16]),
    profiles: d.int(1, 6),
    languages: d.maybe(0.05, d.some(['English', 'Spanish', 'Portuguese', 'French'], 0.45)),
    kids_profile: d.maybe(0.1, d.chance(0.4)),
    email: d.maybe(0.35, `${id}@example.com`),
    push_enabled: d.maybe(0.1, d.chance(0.6)),
    device_token: d.maybe(0.25, `token-${id}`),
  }),
  events(d, _user, add) {
    const often = d.pick([0, 3, 15, 60]);
    const span = d.pick([15, 45, 120, 300]);
    const quietFor = d.pick([0, 0, 0, 31]);
    const likes = d.pick(GENRES);
    const genre = () => (d.chance(0.55) ? likes : d.pick(GENRES));
    for (let i = d.int(0, often); i > 0; i--) {
      const at = quietFor + d.int(0, span);
      const what = { genre: genre(), kind: d.pick(['film', 'series']) };
      add('Playback Started', at, {
        ...what,
        title: d.pick(['Night Harbour', 'The Long Field']),
        minutes: d.int(2, 180),
      });
      if (d.chance(0.3)) add('Title Finished', at, what);
    }
    for (let i = d.skewed(4); i > 0; i--) add('Title Rated', d.int(0, 120), { stars: d.int(1, 5) });
    for (let i = d.skewed(5); i > 0; i--) add('Added To List', d.int(0, 120), { genre: genre() });
    for (let i = d.skewed(4); i > 0; i--) add('Search', d.int(0, 40), { query: 'harbour' });
    if (d.chance(0.4)) {
      const direction = d.pick(['upgrade', 'downgrade']);
      add('Plan Changed', d.int(0, 300), { direction, to: d.pick(['Free', 'Basic', 'Standard', 'Premium']) });
    }
    if (d.chance(0.35)) {
      const failed = d.int(0, 30);
      add('Payment Failed', failed, { attempts: d.int(1, 4) });
      if (d.chance(0.5)) add('Subscription Cancelled', failed - d.int(0, 10), { reason: 'price' });
    }
    if (d.chance(0.2)) {
      add('Subscription Cancelled', d.int(0, 300), { reason: d.pick(['price', 'content', 'technical', 'other']) });
    }
  },
};

export const promptWorlds = { bank, streaming } as const;
export type PromptWorld = keyof typeof promptWorlds;

/** Writes the data of a fixture beside its schema in a folder. */
export function writePromptProject(name: PromptWorld, folder: string): void {
  const world = promptWorlds[name];
  const d = dice(world.seed);
  const users: Row[] = [];
  const events: { readonly at: number; readonly row: Row }[] = [];
  for (let i = 1; i <= USERS; i++) {
    const id = `u${String(i).padStart(4, '0')}`;
    const user = world.user(d, id, (daysAgo) => new Date(world.asOf - daysAgo * DAY).toISOString());
    users.push(user);
    world.events(d, user, (event, daysAgo, properties = {}) => {
      const at = world.asOf - daysAgo * DAY - d.int(0, DAY / 1000) * 1000;
      if (at <= world.asOf)
        events.push({ at, row: { user_id: id, event, time: new Date(at).toISOString(), ...properties } });
    });
  }
  events.sort((a, b) => a.at - b.at);
  cpSync(join(repository, 'test/fixtures/evaluation', name), folder, { recursive: true });
  mkdirSync(join(folder, 'data'), { recursive: true });
  const lines = (rows: readonly Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  writeFileSync(join(folder, 'data/users.ndjson'), lines(users));
  writeFileSync(join(folder, 'data/events.ndjson'), lines(events.map(({ row }) => row)));
}

/** A fixture with its data in a folder of its own; `remove` deletes it. */
export function promptProject(name: PromptWorld): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `segments-${name}-`));
  writePromptProject(name, path);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const [, program, named, folder] = process.argv;
if (program && import.meta.url === pathToFileURL(program).href && named && folder && named in promptWorlds) {
  writePromptProject(named as PromptWorld, folder);
}
