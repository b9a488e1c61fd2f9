/**
 * Sections of the insights over random segments and random data: their numbers are those of the independent evaluator,
 * which looks at one user and one event after the other.
 *
 * `CONFORMANCE_SEED=17 npx mocha --import=tsx test/conformance/sections.test.ts` repeats a project alone.
 */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { prepareSegment, segmentSection } from '../../server/src/insights/index.ts';
import type { SegmentPlan } from '../../server/src/language/plan.ts';
import { joinUri, openDocument, openProject, type Project } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import type { SectionAnswer, SectionId, SectionOptions, TrendPoint } from '../../server/src/protocol/index.ts';
import { openStore, type SegmentStore } from '../../server/src/store/index.ts';
import { buildWorld, type Doc, membersOf, runs, type World } from '../support/evaluator/index.ts';
import { createRng, type RandomProject, type Rng, randomProject, randomSegment } from '../support/random/index.ts';
import { writeProject } from './product.ts';

const ONLY = process.env['CONFORMANCE_SEED'];
const FROM = Number(ONLY ?? process.env['CONFORMANCE_FROM'] ?? 1);
const PROJECTS = ONLY === undefined ? Number(process.env['CONFORMANCE_PROJECTS'] ?? 3) : 1;
const SEGMENTS = 8;

for (let seed = FROM; seed < FROM + PROJECTS; seed++) {
  describe(`sections of the insights, seed ${seed}`, function () {
    this.timeout(120_000);
    let rng: Rng;
    let random: RandomProject;
    let root: string;
    let project: Project;
    let store: SegmentStore;
    let version = 0;
    before(async () => {
      rng = createRng(seed);
      random = randomProject(seed, rng);
      root = await writeProject(random.files);
      project = await openProject(root, nodeHost);
      await project.settle();
      store = await openStore({ root, schema: project.snapshot.schema, engine: 'sqljs-in-process' });
    });
    after(async () => {
      await store?.close();
      await rm(root, { recursive: true, force: true });
    });

    const schema = () => parse(String(random.files.get('segments.schema.yaml'))) as Doc;
    const worldAt = (asOf: number): World => buildWorld({ ...random, schema: schema(), asOf });
    const uri = () => joinUri(project.rootUri, 'random.segment.yaml');

    /** The segment as the editor has it. */
    const edit = (segment: Doc) => project.setDocument(openDocument(uri(), stringify(segment), ++version));

    async function ask<Id extends SectionId>(section: Id, options: SectionOptions<Id>): Promise<SectionAnswer<Id>> {
      const snapshot = await project.settle();
      const asOf = new Date(random.asOf).toISOString();
      const result = await segmentSection(snapshot, store, uri(), { section, options, asOf });
      assert.ok(result.state === 'ready', `${JSON.stringify(result)}\n${snapshot.file(uri())?.text}`);
      return result.answer;
    }

    /** Some segments, those that tell most first: not empty and not everybody. */
    function segments(world: World): Doc[] {
      const drawn = Array.from({ length: SEGMENTS * 3 }, () => randomSegment(random.vocabulary, rng));
      const telling = (segment: Doc) => {
        const { size } = membersOf(segment, 'random', world);
        return size > 0 && size < world.people.length ? 0 : 1;
      };
      return drawn.sort((one, other) => telling(one) - telling(other)).slice(0, SEGMENTS);
    }

    it('reachability: each channel, only it, any, none, and exact combinations', async () => {
      const world = worldAt(random.asOf);
      for (const segment of segments(world)) {
        edit(segment);
        const members = membersOf(segment, 'random', world);
        const answer = await ask('reach', {});
        const { channels } = random.vocabulary;
        const reached = channels.map((id) => membersOf({ where: [{ reachable: id }] }, 'random', world));
        const of = (id: string) => channels.filter((_, i) => reached[i]?.has(id));
        const all = [...members].map(of);
        assert.equal(answer.total, members.size);
        assert.equal(answer.any, all.filter((on) => on.length > 0).length);
        assert.equal(answer.none, all.filter((on) => on.length === 0).length);
        for (const { channel, users, only } of answer.channels) {
          assert.equal(users, all.filter((on) => on.includes(channel)).length);
          assert.equal(only, all.filter((on) => on.join() === channel).length);
        }
        assertCombinations(answer.combinations, all);
      }
    });

    it('waterfall: what is left, and what each rule alone keeps out', async () => {
      const world = worldAt(random.asOf);
      for (const segment of segments(world)) {
        edit(segment);
        const rules = segment['where'] as Doc[];
        const size = (where: readonly Doc[]) => membersOf({ where }, 'random', world).size;
        const answer = await ask('waterfall', {});
        assert.equal(answer.of, world.people.length);
        assert.equal(answer.total, size(rules));
        for (const [i, rule] of answer.rules.entries()) {
          assert.equal(rule.alone, size([rules[i]!]));
          assert.equal(rule.remaining, size(rules.slice(0, i + 1)));
          if (rules.length > 1) assert.equal(rule.without, size(rules.filter((_, k) => k !== i)));
        }
      }
    });

    it('trend: who was in at each point, entered and left since the one before', async () => {
      for (const segment of segments(worldAt(random.asOf)).slice(0, 4)) {
        edit(segment);
        // The older points first, while nothing is known of them.
        const points: TrendPoint[] = [];
        for (let before: string | null = '1'; before !== null; ) {
          const answer: SectionAnswer<'trend'> = await ask('trend', { every: 'week', before });
          points.push(...answer.points);
          before = answer.next;
        }
        const { points: newest, of } = await ask('trend', { every: 'week' });
        points.unshift(...newest.slice(0, 1));
        assert.equal(points.length, of);
        assert.equal(points[0]?.at, new Date(random.asOf).toISOString());
        const membersAt = (point: TrendPoint) => membersOf(segment, 'random', worldAt(Date.parse(point.at)));
        for (const i of new Set([0, 1, rng.int(0, of - 1), of - 1])) {
          const point = points[i];
          if (!point) continue;
          const members = membersAt(point);
          assert.equal(point.users, members.size, point.at);
          assert.equal(point.of, worldAt(Date.parse(point.at)).people.length);
          const earlier = points[i + 1];
          if (!earlier) {
            assert.deepEqual([point.entered, point.left], [null, null]);
            continue;
          }
          const earlierMembers = membersAt(earlier);
          assert.equal(point.entered, [...members].filter((id) => !earlierMembers.has(id)).length);
          assert.equal(point.left, [...earlierMembers].filter((id) => !members.has(id)).length);
        }
      }
    });

    it('sets found together for many instants are those found one by one', async () => {
      const instants = Array.from({ length: 6 }, (_, k) => random.asOf - k * rng.int(1, 9) * 86_400_000);
      const worlds = instants.map(worldAt);
      let found = 0;
      for (let tries = 0; tries < 40; tries++) {
        const segment = randomSegment(random.vocabulary, rng);
        if (!/"did(_not)?":/.test(JSON.stringify(segment))) continue;
        edit(segment);
        const snapshot = await project.settle();
        const plans: SegmentPlan[] = [];
        let lists = {};
        for (const at of instants) {
          const prepared = await prepareSegment(snapshot, uri(), { asOf: new Date(at).toISOString(), now: at });
          assert.ok(prepared.state === 'prepared');
          plans.push(prepared.plan);
          lists = prepared.lists;
        }
        const sets = await store.prefetch(plans);
        found += sets;
        if (sets === 0) continue;
        for (const [i, plan] of plans.entries()) {
          const sample = { size: 0, columns: [] };
          const { after } = await store.changes({ lists, before: plan, after: plan, sample });
          assert.equal(after, membersOf(segment, 'random', worlds[i]!).size, stringify(segment));
        }
      }
      assert.ok(found > 10, `only ${found} sets`);
    });

    it('breakdown: every value of every property, of members and of all users', async () => {
      const world = worldAt(random.asOf);
      for (const segment of segments(world).slice(0, 3)) {
        edit(segment);
        const members = membersOf(segment, 'random', world);
        for (const { name, type } of random.vocabulary.users) {
          if (type === 'geo') continue;
          const rows = rng.pick([2, 5, 200]);
          const answer = await ask('breakdown', { property: name, rows });
          const values = world.people.map(({ id, values: own }) => ({ id, value: own.get(name) }));
          const counted = (holds: (value: unknown) => boolean) => {
            const found = values.filter(({ value }) => holds(value));
            return { base: found.length, users: found.filter(({ id }) => members.has(id)).length };
          };
          const agree = (row: { readonly users: number; readonly base: number }, holds: (value: unknown) => boolean) =>
            assert.deepEqual({ base: row.base, users: row.users }, counted(holds), `${name} ${JSON.stringify(row)}`);
          agree(answer.missing, (value) => value === undefined);
          assert.equal(answer.users, members.size);
          assert.equal(answer.base, world.people.length);
          for (const row of answer.rows) {
            if (answer.kind === 'bins') {
              const end = answer.rows.at(-1) === row;
              const [from, to] = [row.from, row.to].map((edge) => (typeof edge === 'string' ? Date.parse(edge) : edge));
              agree(row, (value) => {
                const number = value as number | undefined;
                if (number === undefined) return false;
                return (from === null || number >= from!) && (to === null || (end ? number <= to! : number < to!));
              });
            } else if (answer.list) {
              agree(row, (value) => Array.isArray(value) && value.includes(row.value));
            } else if (type === 'string' || type === 'number' || type === 'boolean') {
              agree(row, (value) => value === row.value);
            }
            assert.ok(Math.abs(row.share - (members.size ? row.users / members.size : 0)) < 1e-12);
            if (row.lift !== null) assert.ok(Math.abs(row.lift * row.baseShare - row.share) < 1e-12);
          }
          if (answer.list) {
            const told = new Set(answer.rows.map(({ value }) => value));
            const rest = (value: unknown) => Array.isArray(value) && value.some((each) => !told.has(each));
            if (answer.other) agree(answer.other, rest);
            else assert.equal(counted(rest).base, 0);
          } else {
            const parts = [...answer.rows, answer.missing, ...(answer.other ? [answer.other] : [])];
            assert.equal(sum(parts.map(({ base }) => base)), answer.base, name);
            assert.equal(sum(parts.map(({ users }) => users)), answer.users, name);
          }
        }
      }
    });

    it('overlap: shared users, and exact combinations', async () => {
      const world = worldAt(random.asOf);
      for (const segment of segments(world)) {
        edit(segment);
        const others = [...random.segments.keys()];
        const chosen = rng.chance(0.5) ? rng.some(others, 1, others.length) : undefined;
        const answer = await ask('overlap', chosen ? { segments: chosen } : {});
        const ids = ['random', ...answer.segments.map(({ id }) => id)];
        if (chosen) assert.deepEqual(ids.slice(1), chosen);
        const sets = ids.map((id) => membersOf(random.segments.get(id) ?? segment, id, world));
        const [own] = sets as [Set<string>];
        for (const [i, row] of answer.segments.entries()) {
          const other = sets[i + 1]!;
          const both = [...own].filter((id) => other.has(id)).length;
          assert.deepEqual([row.users, row.both], [other.size, both]);
          const either = new Set([...own, ...other]).size;
          assert.equal(row.jaccard, either === 0 ? 0 : both / either);
          if (!chosen) assert.ok(both > 0);
        }
        for (const [i, row] of answer.pairs.entries()) {
          for (const [k, users] of row.entries())
            assert.equal(users, [...sets[i]!].filter((id) => sets[k]!.has(id)).length);
        }
        const everybody = new Set(sets.flatMap((set) => [...set]));
        assertCombinations(
          answer.combinations,
          [...everybody].map((id) => ids.filter((_, i) => sets[i]?.has(id))),
        );
      }
    });

    it('compare: entered, left and stayed against another segment and another instant', async () => {
      const world = worldAt(random.asOf);
      const earlier = random.asOf - rng.int(1, 40) * 86_400_000;
      for (const segment of segments(world)) {
        edit(segment);
        const now = membersOf(segment, 'random', world);
        const id = rng.pick([...random.segments.keys()]);
        const pairs = [
          [{ kind: 'segment', id }, membersOf(random.segments.get(id)!, id, world)],
          [{ kind: 'asOf', asOf: new Date(earlier).toISOString() }, membersOf(segment, 'random', worldAt(earlier))],
        ] as const;
        for (const [other, then] of pairs) {
          const answer = await ask('compare', { with: other, samples: 50 });
          const ids = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id).sort();
          assert.deepEqual([answer.before, answer.after], [then.size, now.size]);
          assert.deepEqual(ids(answer.samples.entered), [...now].filter((user) => !then.has(user)).sort());
          assert.deepEqual(ids(answer.samples.left), [...then].filter((user) => !now.has(user)).sort());
          assert.deepEqual(ids(answer.samples.stayed), [...now].filter((user) => then.has(user)).sort());
          assert.equal(answer.entered, answer.samples.entered.length);
        }
      }
    });

    it('steps: how far users come, and how long each step takes them', async () => {
      const world = worldAt(random.asOf);
      const found: { readonly rules: readonly Doc[]; readonly rule: Doc }[] = [];
      for (let tries = 0; tries < 2000 && found.length < 25; tries++) {
        const rules = randomSegment(random.vocabulary, rng)['where'] as Doc[];
        const rule = rules.find((each) => Array.isArray(each['sequence']) && each['sequence'].length > 1);
        if (rule) found.push({ rules, rule });
      }
      for (const { rules, rule } of found) {
        edit({ name: 'Random', where: rules });
        const text = stringify(rules);
        const answer = await ask('funnel', {});
        const shown = answer.sequences.find(({ path }) => path.length === 2 && rules[Number(path[1])] === rule);
        const others = rules.filter((each) => each !== rule);
        const among = world.people.filter(
          (person) => membersOf({ where: others }, 'random', { ...world, people: [person] }).size > 0,
        );
        assert.equal(shown?.of, among.length, text);
        const steps = rule['sequence'] as Doc[];
        for (const [i, step] of shown.steps.entries()) {
          const upTo = { ...rule, sequence: steps.slice(0, i + 1) };
          const firsts = among.flatMap((person) => {
            const [first] = [...runs(person, upTo, world)].sort(inOrder);
            return first ? [first] : [];
          });
          assert.equal(step.users, firsts.length, `step ${i} of\n${text}`);
          if (i === 0 || !step.did || firsts.length === 0) {
            assert.equal(step.time, undefined);
            continue;
          }
          const durations = firsts.map((run) => run.at(-1)! - run.at(-2)!).sort((one, other) => one - other);
          const at = (share: number) => durations[Math.ceil(share * durations.length) - 1];
          const expected = { lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75) };
          assert.deepEqual(step.time, expected, `step ${i} of\n${text}`);
        }
      }
    });

    it('users: every member once, page by page, and those that a search finds', async () => {
      const world = worldAt(random.asOf);
      const texts = random.vocabulary.users.filter(({ type }) => type === 'string');
      for (const segment of segments(world).slice(0, 4)) {
        edit(segment);
        const members = membersOf(segment, 'random', world);
        const listed = async (search?: string) => {
          const seen: string[] = [];
          let after: string | null | undefined;
          while (after !== null) {
            const options = { size: 4, ...(search === undefined ? {} : { search }), ...(after ? { after } : {}) };
            const page = await ask('users', options);
            seen.push(...page.rows.map(({ id }) => id));
            after = page.next;
          }
          return seen;
        };
        const all = await listed();
        assert.deepEqual(all.toSorted(), [...members].sort());
        const text = String(rng.pick(texts.flatMap(({ pool }) => pool)));
        for (const search of [text.slice(0, 2).toUpperCase(), all[0]?.slice(0, 2) ?? 'u']) {
          if (search === '') continue;
          const holds = (id: string) => {
            const person = world.people.find((each) => each.id === id)!;
            const low = search.toLowerCase();
            return (
              id.startsWith(search) ||
              texts.some(({ name }) =>
                String(person.values.get(name) ?? '')
                  .toLowerCase()
                  .includes(low),
              )
            );
          };
          assert.deepEqual(await listed(search), all.filter(holds), `search ${search}`);
        }
      }
    });
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function inOrder(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((instant, i) => instant !== other[i]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}

/** `all` are the sets that each user is in. */
function assertCombinations(answer: SectionAnswer<'reach'>['combinations'], all: readonly (readonly string[])[]): void {
  const expected = new Map<string, number>();
  for (const sets of all) if (sets.length > 0) expected.set(sets.join(), (expected.get(sets.join()) ?? 0) + 1);
  for (const { sets, users } of answer.largest) assert.equal(users, expected.get(sets.join()), sets.join());
  assert.equal(answer.largest.length, Math.min(20, expected.size));
  assert.equal(answer.rest.combinations, expected.size - answer.largest.length);
  const told = sum(answer.largest.map(({ users }) => users));
  assert.equal(answer.rest.users, sum([...expected.values()]) - told);
}
