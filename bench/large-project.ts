/** A project as large as they come: thousands of segments in folders, over thousands of events. The same every time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRandom, type Random } from './random.ts';

export const SEGMENTS = 10_000;
export const EVENTS = 5_000;
/** Stands in every twentieth segment. */
export const COMMON_EVENT = 'Order Completed';

export interface LargeProject {
  readonly folder: string;
  /** A segment of usual size in the midst of the others. */
  readonly file: string;
  readonly text: string;
  readonly events: readonly string[];
}

export function writeLargeProject(folder: string): LargeProject {
  const random = createRandom(20261127);
  const pick = <T>(items: readonly T[]): T => items[random.int(items.length)]!;
  const events = [COMMON_EVENT, ...Array.from({ length: EVENTS - 1 }, (_, n) => `${pick(AREAS)} ${pick(VERBS)} ${n}`)];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'segments.schema.yaml'), schemaText(events, pick));
  let middle = { file: '', text: '' };
  for (let n = 0; n < SEGMENTS; n++) {
    const path = join(folder, 'segments', pick(AREAS).toLowerCase(), `segment-${n}.segment.yaml`);
    const text = segmentText(n, events, pick, random);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    if (n === SEGMENTS / 2) middle = { file: path, text };
  }
  return { folder, events, ...middle };
}

const AREAS = ['Cart', 'Search', 'Video', 'Account', 'Billing', 'Loyalty', 'Store', 'Article', 'Trip', 'Support'];
const VERBS = ['Opened', 'Viewed', 'Started', 'Finished', 'Shared', 'Rated', 'Removed', 'Paid'];
const CITIES = ['Pune', 'Mumbai', 'Delhi', 'Chennai', 'Kolkata'];

function schemaText(events: readonly string[], pick: <T>(items: readonly T[]) => T): string {
  const users = Array.from(
    { length: 200 },
    (_, n) => `    trait_${n}: {type: ${pick(['string', 'number', 'boolean'])}}`,
  );
  return [
    'version: 1',
    'project: large',
    'timezone: Asia/Kolkata',
    'users:',
    '  properties:',
    '    os: {type: string, values: [iOS, Android, Web]}',
    `    city: {type: string, examples: [${CITIES.join(', ')}]}`,
    '    email: {type: string, pii: true}',
    ...users,
    'events:',
    ...events.flatMap((event) => [
      `  ${event}:`,
      `    description: Somebody did ${event}`,
      '    properties:',
      '      amount: {type: number, unit: USD}',
      '      category: {type: string, values: [Shoes, Bags, Toys]}',
      '      source: {type: string}',
    ]),
    'channels:',
    '  email:',
    '    reachable:',
    '      - {user: email, exists: true, because: no address}',
    '',
  ].join('\n');
}

function segmentText(
  n: number,
  events: readonly string[],
  pick: <T>(items: readonly T[]) => T,
  random: Random,
): string {
  const lines = [
    `name: Segment number ${n}`,
    `description: Users of ${pick(AREAS)} who ${pick(VERBS).toLowerCase()} something`,
    `tags: [${pick(AREAS).toLowerCase()}]`,
    'where:',
    '  - user: os',
    `    in: [iOS, ${pick(['Android', 'Web'])}]`,
  ];
  for (let rule = 0; rule < 3; rule++) {
    const event = rule === 0 && n % 20 === 0 ? COMMON_EVENT : pick(events);
    lines.push(
      `  - did: ${event}`,
      '    where:',
      '      - property: category',
      `        is: ${pick(['Shoes', 'Bags', 'Toys'])}`,
    );
    lines.push(`    within: ${pick([7, 14, 30, 90])}d`, `    count: {gte: ${2 + random.int(5)}}`);
  }
  lines.push(
    '  - any:',
    '      - user: city',
    `        is: ${pick(CITIES)}`,
    `      - did_not: ${pick(events)}`,
    '        within: 30d',
  );
  if (n > 0 && n % 3 === 0) lines.push(`  - in_segment: segment-${random.int(n)}`);
  return `${lines.join('\n')}\n`;
}
