import type {
  BreakdownAnswer,
  Comparable,
  FromInsightsView,
  InsightsSections,
  SectionId,
  SectionQuestion,
  SectionResult,
  ToInsightsView,
  TrendAnswer,
} from '../../server/src/protocol/index.ts';
import { numbers, uri } from './messages.ts';
import type { WebviewPage } from './webview-page.ts';

type Answers = {
  readonly [Id in SectionId]: (question: Extract<SectionQuestion, { section: Id }>) => InsightsSections[Id]['answer'];
};

const DAY = 86_400_000;
const END = Date.parse('2026-06-29T18:30:00.000Z');
const share = (users: number, base: number) => ({
  users,
  base,
  share: users / 412,
  baseShare: base / 10_000,
  lift: base > 0 ? users / 412 / (base / 10_000) : null,
});
const properties: BreakdownAnswer['properties'] = [
  { name: 'city', type: 'string', personal: false },
  { name: 'ltv', type: 'number', personal: false },
  { name: 'name', type: 'string', personal: true },
  { name: 'home', type: 'geo', personal: false, unavailable: 'places have no values to count' },
];

/** Two parts of a trend: the newest forty days, then the older ones. */
function trend(before: string | undefined): TrendAnswer {
  const [from, to] = before === undefined ? [0, 40] : [40, 90];
  const users = (day: number) => Math.round(412 + 90 * Math.sin(day / 9) - day * 2.1);
  return {
    every: 'day',
    timezone: 'Asia/Kolkata',
    of: 90,
    next: before === undefined ? new Date(END - 40 * DAY).toISOString() : null,
    live: false,
    presentProperties: ['os'],
    points: Array.from({ length: to - from }, (_, index) => {
      const day = from + index;
      const change = users(day) - users(day + 1);
      const entered = 12 + (day % 5) + Math.max(change, 0);
      return {
        at: new Date(END - day * DAY).toISOString(),
        users: users(day),
        of: 10_000 - day * 20,
        entered: day === 89 ? null : entered,
        left: day === 89 ? null : entered - change,
      };
    }),
  };
}

const cities = ['Mumbai', 'Delhi', 'Bengaluru', 'Pune', 'Chennai', '<b>Hyderabad</b>', 'Thiruvananthapuram'];

/** What a server would say about the segment of `messages.ts`. */
export const answers: Answers = {
  reach: () => ({
    total: 412,
    any: 398,
    none: 14,
    channels: numbers.reachable.map((channel, index) => ({ ...channel, only: [18, 131, 1][index] ?? 0 })),
    combinations: {
      largest: [
        { sets: ['push', 'email'], users: 240 },
        { sets: ['email'], users: 131 },
        { sets: ['push'], users: 18 },
        { sets: ['push', 'whatsapp'], users: 6 },
        { sets: ['whatsapp'], users: 1 },
      ],
      rest: { combinations: 1, users: 2 },
    },
  }),
  waterfall: () => ({
    of: 10_000,
    total: 412,
    removesMost: 0,
    rules: [
      { path: ['where', 0], sentence: 'os is iOS', line: 3, alone: 4120, remaining: 4120, without: 1003, of: [] },
      {
        path: ['where', 1],
        sentence: 'any of: did App Launched in the last 30 days, did Charged',
        line: 5,
        alone: 7021,
        remaining: 2904,
        without: 690,
        group: 'any',
        of: [
          {
            path: ['where', 1, 'any', 0],
            sentence: 'did App Launched in the last 30 days',
            line: 6,
            alone: 6800,
            remaining: 6800,
            of: [],
          },
          { path: ['where', 1, 'any', 1], sentence: 'did Charged', line: 7, alone: 900, remaining: 7021, of: [] },
        ],
      },
      {
        path: ['where', 2],
        sentence: 'did not do Charged in the last 30 days',
        line: 8,
        alone: 3377,
        remaining: 412,
        without: 2904,
        of: [],
      },
    ],
  }),
  trend: ({ options }) => trend(options.before),
  breakdown: ({ options }) => {
    const property = options.property ?? 'city';
    const given = { property, users: 412, base: 10_000, list: false, hidden: property === 'name', properties };
    if (property === 'ltv') {
      const rows = Array.from({ length: 18 }, (_, bin) => ({
        label: `${bin * 100}–${(bin + 1) * 100}`,
        from: bin * 100,
        to: (bin + 1) * 100,
        ...share(Math.round(70 * Math.exp(-((bin - 6) ** 2) / 18)), Math.round(1400 * Math.exp(-bin / 6))),
      }));
      return { ...given, type: 'number', kind: 'bins', rows, missing: share(3, 120) };
    }
    const rows = cities.map((value, index) => ({
      label: value,
      value,
      ...share(Math.round(150 / (index + 1)), Math.round(2100 / (index * 0.7 + 1))),
    }));
    return {
      ...given,
      type: 'string',
      kind: 'values',
      rows: given.hidden ? [] : rows,
      other: { ...share(20, 900), values: 31 },
      missing: share(3, 120),
    };
  },
  overlap: ({ options }) => {
    const all = [
      { id: 'vip', name: 'VIP customers', users: 900, both: 201 },
      { id: 'mumbai-reachable', name: 'Reachable in Mumbai', users: 1500, both: 140 },
      { id: 'cart-abandoners', name: 'Cart abandoners of the last week', users: 320, both: 25 },
    ];
    const broken = { id: 'broken', name: 'Broken one', uri: 'file:///project/segments/broken.segment.yaml' };
    const chosen = all.filter(({ id }) => options.segments?.includes(id) ?? true);
    return {
      total: 412,
      segments: chosen.map((one) => ({
        ...one,
        uri: `file:///project/segments/${one.id}.segment.yaml`,
        share: one.both / 412,
        otherShare: one.both / one.users,
        jaccard: one.both / (412 + one.users - one.both),
      })),
      pairs: [[412, ...chosen.map(({ both }) => both)], ...chosen.map(({ users, both }) => [both, users, 12, 7])],
      combinations: {
        largest: [
          { sets: ['mumbai-reachable'], users: 1290 },
          { sets: ['vip'], users: 640 },
          { sets: ['lapsed-ios-buyers', 'vip'], users: 160 },
          { sets: ['lapsed-ios-buyers'], users: 120 },
          { sets: ['lapsed-ios-buyers', 'vip', 'mumbai-reachable'], users: 41 },
        ],
        rest: { combinations: 4, users: 70 },
      },
      leftOut: options.segments?.includes(broken.id) ? [{ ...broken, reason: 'has errors' }] : [],
      choices: [...all.map(({ id, name }) => ({ id, name })), { id: 'new-users', name: 'New users' }, broken],
      lookedAt: 12,
    };
  },
  compare: ({ options }) => ({
    title: options.with.kind === 'head' ? 'HEAD (1a2b3c4)' : 'the other one',
    ...(options.with.kind === 'revision' ? { renamedFrom: 'old/phones.segment.yaml' } : {}),
    beforeAsOf: numbers.asOf,
    before: 380,
    after: 412,
    entered: 60,
    left: 28,
    stayed: 352,
    columns: numbers.columns,
    samples: { entered: numbers.sample.slice(0, 2), left: numbers.sample.slice(2, 3), stayed: numbers.sample.slice(3) },
    changes: [
      {
        kind: 'changed',
        before: 'did App Launched in the last 14 days',
        after: 'did App Launched in the last 30 days',
        line: 5,
      },
      { kind: 'added', after: 'os is iOS', line: 3 },
      { kind: 'removed', before: 'city is Pune' },
    ],
  }),
  funnel: () => ({
    sequences: [
      {
        path: ['where', 3],
        line: 9,
        sentence: 'did Product Viewed, then Added To Cart within 1 day, then Charged within 7 days',
        of: 5210,
        steps: [
          {
            sentence: 'did Product Viewed',
            line: 10,
            did: true,
            users: 4100,
            share: 4100 / 5210,
            fromBefore: 4100 / 5210,
          },
          {
            sentence: 'did Added To Cart within 1 day',
            line: 12,
            did: true,
            users: 1300,
            share: 1300 / 5210,
            fromBefore: 1300 / 4100,
            time: { lowerQuartile: 94_000, median: 1_260_000, upperQuartile: 15_000_000 },
          },
          {
            sentence: 'did not do Charged within 7 days',
            line: 14,
            did: false,
            users: 412,
            share: 412 / 5210,
            fromBefore: 412 / 1300,
          },
        ],
      },
    ],
  }),
  users: ({ options }) => {
    const names = options.columns ?? ['name', 'city', 'os', 'ltv'];
    const columns = numbers.columns.filter(({ name }) => names.includes(name));
    const found = numbers.sample.filter(
      ({ cells }) => !options.search || String(cells[1]).toLowerCase().includes(options.search),
    );
    const second = options.after !== undefined;
    return {
      total: 412,
      found: options.search ? found.length : 412,
      columns,
      rows: found.map(({ id, cells }) => ({
        id: second ? id.replace('u_0', 'u_9') : id,
        cells: cells.filter((_, index) => names.includes(numbers.columns[index]?.name ?? '')),
      })),
      next: second || options.search ? null : 'cursor-1',
      choices: numbers.columns.map(({ name, type, masked }) => ({ name, type, personal: masked })),
    };
  },
};

export const comparable: Comparable = {
  uri,
  revisions: {
    state: 'ready',
    head: { commit: '1a2b3c4d5e', subject: 'Narrow the window', at: '2026-06-20T10:00:00Z', author: 'Asha' },
    branch: 'main',
    branches: [{ name: 'festival', commit: '9f8e7d6c5b' }],
    commits: [{ commit: '1a2b3c4d5e', subject: 'Narrow the window', at: '2026-06-20T10:00:00Z', author: 'Asha' }],
    standing: 'changed',
  },
  segments: [{ id: 'vip', name: 'VIP customers', uri: 'file:///project/segments/vip.segment.yaml' }],
};

export function answerTo(question: SectionQuestion): SectionResult {
  const answer = (answers[question.section] as (asked: SectionQuestion) => never)(question);
  const { version, asOf, storeVersion } = numbers;
  return { state: 'ready', section: question.section, uri, version, asOf, storeVersion, answer, tookMs: 3 };
}

/** Answers every open question of the page, as its host would, until it asks no more. Gives what was asked. */
export async function answerAll(
  panel: WebviewPage<ToInsightsView, FromInsightsView>,
  answered = 0,
): Promise<readonly FromInsightsView[]> {
  let done = answered;
  for (;;) {
    const sent = await panel.sent();
    if (sent.length === done) return sent;
    const messages = sent.slice(done).flatMap((message): ToInsightsView[] => {
      if (message.type === 'ask') return [{ type: 'section', ask: message.ask, result: answerTo(message) }];
      return message.type === 'comparable' ? [{ type: 'comparable', comparable }] : [];
    });
    done = sent.length;
    await panel.send(...messages);
  }
}
