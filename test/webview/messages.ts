import type { InsightsNumbers, InsightsResult, ToInsightsView } from '../../server/src/protocol/index.ts';

export const uri = 'file:///project/segments/lapsed-ios-buyers.segment.yaml';

/** What a server says about a real segment. */
export const numbers: InsightsNumbers = {
  state: 'ready',
  uri,
  version: 4,
  segment: 'lapsed-ios-buyers',
  name: 'Lapsed iOS buyers',
  explanation:
    'Users whose os is iOS, who did App Launched at least once in the last 30 days, and who did not do Charged in the last 30 days.',
  asOf: '2026-06-29T18:30:00.000Z',
  timezone: 'Asia/Kolkata',
  users: { total: 412, of: 10000 },
  reachable: [
    {
      channel: 'push',
      label: 'Push',
      users: 260,
      notBecause: [
        { reason: 'no device token', users: 100 },
        { reason: 'not opted in', users: 52 },
      ],
    },
    { channel: 'email', label: 'Email', users: 371, notBecause: [{ reason: 'no address', users: 41 }] },
    {
      channel: 'whatsapp',
      label: 'WhatsApp',
      users: 3,
      notBecause: [
        { reason: 'no phone number', users: 396 },
        { reason: 'not opted in', users: 13 },
        { reason: 'blocked', users: 0 },
      ],
    },
  ],
  reachableAny: 398,
  columns: [
    { name: 'name', type: 'string', masked: true },
    { name: 'city', type: 'string', masked: false },
    { name: 'os', type: 'string', masked: false },
    { name: 'ltv', type: 'number', masked: false },
    { name: 'signed_up_at', type: 'datetime', masked: false },
  ],
  sample: [
    { id: 'u_00017', cells: ['A•••• R••', 'Pune', 'iOS', 1249.5, '2025-03-04T09:12:00.000Z'] },
    { id: 'u_00231', cells: ['M•••• S••••', 'Mumbai', 'iOS', 90, '2024-11-19T17:40:00.000Z'] },
    { id: 'u_00467', cells: [null, 'Bengaluru', 'iOS', null, '2026-01-02T06:03:00.000Z'] },
    { id: 'u_01098', cells: ['K•••', '<b>Delhi</b>', 'iOS', 420.25, '2025-08-30T12:30:00.000Z'] },
    { id: 'u_01444', cells: ['P•••• N•••', 'Chennai', 'iOS', 16, '2025-12-11T20:55:00.000Z'] },
  ],
  rules: [
    { sentence: 'os is iOS', line: 3, alone: 4120, remaining: 4120 },
    { sentence: 'did App Launched in the last 30 days', line: 5, alone: 7021, remaining: 2904 },
    { sentence: 'did not do Charged in the last 30 days', line: 7, alone: 3377, remaining: 412 },
  ],
  store: {
    builtAt: '2026-06-30T06:00:00.000Z',
    users: 10000,
    events: 482113,
    firstEvent: '2026-01-01T00:02:11.000Z',
    latestEvent: '2026-06-29T18:29:41.000Z',
    warnings: ['12 values of ltv are no numbers and count as missing, for example “n/a”.'],
  },
  storeVersion: 'a1b2',
  tookMs: 38.4,
};

const empty: InsightsNumbers = {
  ...numbers,
  users: { total: 0, of: 10000 },
  reachable: numbers.reachable.map((channel) => ({ ...channel, users: 0, notBecause: [] })),
  reachableAny: 0,
  sample: [],
  rules: [
    { sentence: 'city is Punee', line: 3, alone: 0, remaining: 0 },
    { sentence: 'did App Launched in the last 30 days', line: 5, alone: 7021, remaining: 0 },
  ],
  empty: { sentence: 'city is Punee', line: 3, nearest: ['Pune', 'Patna', 'Panaji'] },
};

const invalid: InsightsResult = {
  state: 'invalid',
  uri,
  version: 5,
  name: 'Lapsed iOS buyers',
  problems: [
    { message: 'Unknown event “Purchased”. Did you mean “Charged”?', uri, line: 7 },
    { message: '“within” needs a duration like 30d or a period like this_week.', uri, line: 8 },
  ],
};

const failed: InsightsResult = {
  state: 'failed',
  uri,
  version: 5,
  name: 'Lapsed iOS buyers',
  message:
    'data/events.ndjson, line 1204: the event has no time. Fix the row, or set “on_bad_row: skip” in the schema’s data.',
  action: { title: 'Rebuild Store', command: 'segments.rebuildStore' },
};

const shown = (result: InsightsResult, stale = false): ToInsightsView => ({ type: 'result', result, stale });

/** Every state that the panel can be in, as the messages that lead to it. */
export const states = {
  idle: [{ type: 'idle' }],
  loading: [{ type: 'loading', name: 'lapsed-ios-buyers', uri }],
  ready: [shown(numbers)],
  updating: [shown(numbers), { type: 'stale' }],
  empty: [shown(empty)],
  'empty-together': [shown({ ...empty, empty: undefined } as unknown as InsightsNumbers)],
  invalid: [shown(invalid)],
  'invalid-after-numbers': [shown(numbers), shown(invalid)],
  failed: [shown(failed)],
  'failed-after-numbers': [shown(numbers), shown(failed)],
  'no-channels': [shown({ ...numbers, reachable: [], reachableAny: 0, sample: [], rules: [] })],
} satisfies Record<string, readonly ToInsightsView[]>;
