/**
 * The data that everything is measured on: synthetic, seeded. Users with 11 properties and 5 channel flags, 30 events
 * with Zipf frequencies, users with log-normal activity, 180 days.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createRandom, drawer, type Random } from './random.ts';

export interface Size {
  readonly id: string;
  readonly users: number;
  readonly events: number;
  /** Of events.csv; a change of the generator shows. */
  readonly sha256?: string;
}

export const SIZES: readonly Size[] = [
  { id: 's', users: 10_000, events: 500_000 },
  { id: 'm', users: 100_000, events: 5_000_000 },
];

export const CHANNELS = ['push', 'email', 'sms', 'inapp', 'whatsapp'] as const;
const CHANNEL_RATES = [0.6, 0.8, 0.35, 0.9, 0.2];

const NAMED = ['app_open', 'screen_view', 'search', 'product_view', 'list_view', 'add_to_cart', 'checkout', 'purchase'];
const MORE = ['share', 'like', 'login', 'logout', 'review', 'coupon', 'refund', 'support'];
export const EVENT_NAMES: readonly string[] = [
  ...NAMED,
  ...MORE,
  ...Array.from({ length: 30 - NAMED.length - MORE.length }, (_, index) => `custom_${index + 1}`),
];
/** A third of the events have a screen. */
export function hasScreen(event: string): boolean {
  return EVENT_NAMES.indexOf(event) % 3 === 1;
}

const DAY = 86_400_000;
const DAYS = 180;
/** The instant of all queries; the last event is a little before it. */
export const AS_OF = Date.parse('2026-07-01T00:00:00Z');

const COUNTRIES = [
  'IN',
  'DE',
  'US',
  'BR',
  'GB',
  'FR',
  'ES',
  'IT',
  'JP',
  'ID',
  'VN',
  'TH',
  'MX',
  'PL',
  'NL',
  'SE',
  'TR',
  'ZA',
  'KE',
  'AU',
];

/** Writes users.csv, events.csv and the schema into the folder, unless they are there. */
export function ensureData(size: Size, folder: string): void {
  const stamp = join(folder, 'complete');
  const wanted = createHash('sha256')
    .update(readFileSync(join('bench', 'data.ts')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(join(folder, 'data'), { recursive: true });
  const random = createRandom(20_260_701);
  writeUsers(join(folder, 'data', 'users.csv'), size, random);
  writeEvents(join(folder, 'data', 'events.csv'), size, random);
  writeFileSync(join(folder, 'segments.schema.yaml'), stringify(schema()));
  writeFileSync(stamp, wanted);
}

function writeUsers(path: string, size: Size, random: Random): void {
  const pick = <T>(items: readonly T[]) => items[random.int(items.length)]!;
  const os = drawer([0.4, 0.5, 0.1], random);
  const plan = drawer([0.8, 0.15, 0.05], random);
  writeLines(path, function* () {
    yield 'user_id,country,city,os,app_version,language,age,gender,plan,vip,ltv,signed_up_at,push,email,sms,inapp,whatsapp';
    for (let user = 0; user < size.users; user++) {
      const fields = [
        userId(user),
        pick(COUNTRIES),
        `City ${random.int(200)}`,
        ['iOS', 'Android', 'Web'][os()],
        `${8 + random.int(3)}.${random.int(20)}.${random.int(10)}`,
        pick(['en', 'de', 'hi', 'pt', 'es', 'fr', 'it', 'ja']),
        random.next() < 0.1 ? '' : 16 + random.int(60),
        random.next() < 0.2 ? '' : pick(['F', 'M', 'X']),
        ['free', 'pro', 'business'][plan()],
        random.next() < 0.05,
        Math.exp(3 + 1.2 * random.normal()).toFixed(2),
        new Date(AS_OF - random.int(900 * DAY)).toISOString(),
        ...CHANNEL_RATES.map((rate) => random.next() < rate),
      ];
      yield fields.join(',');
    }
  });
}

function writeEvents(path: string, size: Size, random: Random): void {
  const user = drawer(
    Array.from({ length: size.users }, () => Math.exp(1.1 * random.normal())),
    random,
  );
  const event = drawer(
    EVENT_NAMES.map((_, rank) => (rank + 1) ** -1.1),
    random,
  );
  const category = drawer(
    Array.from({ length: 24 }, (_, rank) => (rank + 1) ** -0.7),
    random,
  );
  const step = (DAYS * DAY) / size.events;
  writeLines(path, function* () {
    yield 'user_id,event,ts,category,amount,screen';
    for (let index = 0; index < size.events; index++) {
      // Whole seconds, mostly in the order of time, as logs are.
      const at = AS_OF - DAYS * DAY + Math.floor(index * step + random.next() * 60_000);
      const name = EVENT_NAMES[event()]!;
      const amount = Math.exp(3.2 + 0.9 * random.normal()).toFixed(2);
      const screen = hasScreen(name) ? `screen_${random.int(12)}` : '';
      const time = new Date(Math.min(at, AS_OF) - (at % 1000)).toISOString().replace('.000', '');
      yield `${userId(user())},${name},${time},cat_${category()},${amount},${screen}`;
    }
  });
}

function userId(index: number): string {
  return `u${String(index).padStart(7, '0')}`;
}

function writeLines(path: string, lines: () => Generator<string>): void {
  const file = openSync(path, 'w');
  let part: string[] = [];
  for (const line of lines()) {
    part.push(line);
    if (part.length < 50_000) continue;
    writeSync(file, `${part.join('\n')}\n`);
    part = [];
  }
  writeSync(file, part.length > 0 ? `${part.join('\n')}\n` : '');
  closeSync(file);
}

function schema(): unknown {
  const text = { type: 'string' };
  return {
    version: 1,
    project: 'bench',
    as_of: new Date(AS_OF).toISOString(),
    users: {
      properties: {
        country: text,
        city: text,
        os: { type: 'string', values: ['iOS', 'Android', 'Web'] },
        app_version: { type: 'version' },
        language: text,
        age: { type: 'number' },
        gender: text,
        plan: text,
        vip: { type: 'boolean' },
        ltv: { type: 'number' },
        signed_up_at: { type: 'datetime' },
        ...Object.fromEntries(CHANNELS.map((channel) => [channel, { type: 'boolean' }])),
      },
    },
    events: Object.fromEntries(
      EVENT_NAMES.map((name) => [
        name,
        { properties: { category: text, amount: { type: 'number' }, ...(hasScreen(name) ? { screen: text } : {}) } },
      ]),
    ),
    channels: Object.fromEntries(
      CHANNELS.map((channel) => [
        channel,
        { label: channel, reachable: [{ user: channel, is: true, because: 'off' }] },
      ]),
    ),
    data: {
      users: { path: 'data/users.csv', id: 'user_id' },
      events: [{ path: 'data/events.csv', user: 'user_id', name: 'event', time: 'ts' }],
    },
  };
}
