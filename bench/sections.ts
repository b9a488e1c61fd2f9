/**
 * Sections of a segment's insights against DuckDB, which answers each with one statement. Nothing is timed before the
 * answers are equal.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { segmentSection } from '../server/src/insights/index.ts';
import { joinUri, openDocument, openProject, type Project } from '../server/src/project/index.ts';
import { nodeHost } from '../server/src/project/node-host.ts';
import type { SectionAnswer, SectionId, SectionOptions, TrendPoint } from '../server/src/protocol/index.ts';
import { openStore, type SegmentStore } from '../server/src/store/index.ts';
import type { Place } from './contender.ts';
import { AS_OF } from './data.ts';
import { duckDialect, openDuckDb } from './duckdb.ts';
import { REFERENCED } from './rules.ts';
import { SECTION_SQL } from './section-sql.ts';
import { median, timed } from './statistics.ts';

const ROUNDS = 5;

export interface SectionFigures {
  readonly rows: readonly {
    readonly about: string;
    /** Median ms: everything computed, everything known, and the peer's. */
    readonly cold: number;
    readonly warm: number;
    readonly peer: number;
  }[];
}

const SEGMENT = [
  { user: 'os', is: 'iOS' },
  { did: 'purchase', within: '30d', count: { gte: 2 } },
  { did: 'app_open', within: '14d' },
];
const SEQUENCE = [
  {
    sequence: [{ did: 'product_view' }, { did: 'add_to_cart', within: '1d' }, { did: 'purchase', within: '1d' }],
    within: '30d',
  },
];

export async function measureSections(place: Place, log: (text: string) => void): Promise<SectionFigures> {
  const project = await openProject(place.folder, nodeHost);
  edit(project, 'bench', SEGMENT);
  edit(project, 'steps', SEQUENCE);
  for (const [id, where] of Object.entries(REFERENCED)) edit(project, id, where(0));
  await project.settle();
  const store = await openStore({ root: place.folder, schema: project.snapshot.schema });
  const peer = await openDuckDb(join(place.folder, 'bench.duckdb'));
  const rows = [];
  let nonce = 0;
  for (const section of sections(project, store)) {
    log(`${place.size.id}: ${section.about}`);
    const ask = async () => section.pick(await peer(SECTION_SQL[section.sql](duckDialect)));
    // Events have whole seconds: some milliseconds change every window and no count.
    assert.deepEqual(await section.ours(++nonce), await ask(), section.about);
    const times: Record<'cold' | 'warm' | 'peer', number[]> = { cold: [], warm: [], peer: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      nonce++;
      const cold = await timed(() => section.ours(nonce));
      const warm = await timed(() => section.ours(nonce));
      const other = await timed(ask);
      if (round === 0) continue;
      times.cold.push(cold.ms);
      times.warm.push(warm.ms);
      times.peer.push(other.ms);
    }
    rows.push({ about: section.about, cold: median(times.cold), warm: median(times.warm), peer: median(times.peer) });
  }
  await store.close();
  return { rows };
}

type Row = readonly unknown[];

interface Measured {
  readonly about: string;
  readonly sql: keyof typeof SECTION_SQL;
  /** What both must agree on. */
  readonly ours: (nonce: number) => Promise<unknown>;
  readonly pick: (rows: readonly Row[]) => unknown;
}

const numbers = (row: Row | undefined): readonly number[] => (row ?? []).map(Number);
const inOrder = (counts: readonly number[]): readonly number[] => [...counts].sort((one, other) => other - one);

function sections(project: Project, store: SegmentStore): readonly Measured[] {
  const asked = async <Id extends SectionId>(
    section: Id,
    options: SectionOptions<Id>,
    nonce: number,
    id = 'bench',
  ): Promise<SectionAnswer<Id>> => {
    const asOf = new Date(AS_OF + nonce).toISOString();
    const result = await segmentSection(project.snapshot, store, uriOf(project, id), { section, options, asOf });
    if (result.state !== 'ready') throw new Error(JSON.stringify(result));
    return result.answer;
  };
  return [
    {
      about: 'reach, with combinations',
      sql: 'reach',
      ours: async (nonce) => {
        const { combinations, none } = await asked('reach', {}, nonce);
        return inOrder([...combinations.largest.map(({ users }) => users), none]).slice(0, 10);
      },
      pick: (rows) => inOrder(rows.map((row) => Number(row.at(-1)))).slice(0, 10),
    },
    {
      about: 'waterfall, with what each rule keeps out',
      sql: 'waterfall',
      ours: async (nonce) =>
        (await asked('waterfall', {}, nonce)).rules.flatMap(({ remaining, without = 0 }) => [remaining, without]),
      pick: ([row]) => numbers(row),
    },
    {
      about: 'trend, 26 weeks',
      sql: 'trend',
      ours: async (nonce) => {
        const points: TrendPoint[] = [];
        for (let before: string | null | undefined; before !== null; ) {
          const answer = await asked('trend', { every: 'week', ...(before === undefined ? {} : { before }) }, nonce);
          points.push(...answer.points);
          before = answer.next;
        }
        return points.slice(0, -1).map(({ users, entered }) => [users, entered]);
      },
      pick: (rows) => rows.slice(0, -1).map(numbers),
    },
    {
      about: 'breakdown by city (200 values)',
      sql: 'city',
      ours: async (nonce) =>
        (await asked('breakdown', { property: 'city', rows: 200 }, nonce)).rows
          .map(({ users, base }) => [users, base])
          .sort(),
      pick: (rows) => rows.map(numbers).sort(),
    },
    {
      about: 'breakdown by lifetime value, in bins',
      sql: 'ltv',
      ours: async (nonce) => {
        const { rows } = await asked('breakdown', { property: 'ltv' }, nonce);
        return [rows.reduce((sum, { users }) => sum + users, 0), rows.reduce((sum, { base }) => sum + base, 0)];
      },
      pick: (rows) => [
        rows.reduce((sum, row) => sum + Number(row[1]), 0),
        rows.reduce((sum, row) => sum + Number(row[2]), 0),
      ],
    },
    {
      about: 'overlap with four segments, exact combinations',
      sql: 'overlap',
      ours: async (nonce) => {
        const answer = await asked('overlap', { segments: Object.keys(REFERENCED) }, nonce);
        return answer.combinations.largest.map(({ users }) => users);
      },
      pick: (rows) => inOrder(numbers(rows.map((row) => row.at(-1)))).slice(0, 20),
    },
    {
      about: 'compare with a week before',
      sql: 'compare',
      ours: async (nonce) => {
        const asOf = new Date(AS_OF + nonce - 7 * 86_400_000).toISOString();
        const { entered, left, stayed } = await asked('compare', { with: { kind: 'asOf', asOf } }, nonce);
        return [entered, left, stayed];
      },
      pick: ([row]) => numbers(row),
    },
    {
      about: 'three steps, with times between',
      sql: 'funnel',
      ours: async (nonce) => {
        const { sequences } = await asked('funnel', {}, nonce, 'steps');
        const steps = sequences[0]?.steps ?? [];
        return [...steps.map(({ users }) => users), ...steps.slice(1).map(({ time }) => time?.median)];
      },
      pick: ([row]) => numbers(row),
    },
    {
      about: '20 users of a search',
      sql: 'users',
      ours: async (nonce) => (await asked('users', { search: 'City 7' }, nonce)).found,
      pick: ([row]) => Number(row?.[0]),
    },
  ];
}

const uriOf = (project: Project, id: string): string => joinUri(project.rootUri, `${id}.segment.yaml`);

const edit = (project: Project, id: string, where: readonly unknown[]): void =>
  project.setDocument(openDocument(uriOf(project, id), stringify({ name: id, where }), 1));
