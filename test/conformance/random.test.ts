/**
 * Random segments over random data: the product and the independent evaluator hold the same users.
 *
 * A failure prints its seed; `CONFORMANCE_SEED=17 npx mocha --import=tsx test/conformance/random.test.ts` repeats that
 * project alone. `CONFORMANCE_FROM=1000 CONFORMANCE_PROJECTS=200` tries others.
 */
import assert from 'node:assert/strict';
import { parse, stringify } from 'yaml';
import { describeSegment, formatText, segmentShape } from '../../server/src/language/index.ts';
import { buildWorld, type Doc, membersOf, type World } from '../support/evaluator/index.ts';
import {
  createRng,
  features,
  type RandomProject,
  REQUIRED_FEATURES,
  randomProject,
  randomSegment,
  shrink,
} from '../support/random/index.ts';
import { assertNoErrors, openProduct, type Product } from './product.ts';

const ONLY = process.env['CONFORMANCE_SEED'];
const FROM = Number(ONLY ?? process.env['CONFORMANCE_FROM'] ?? 1);
const PROJECTS = ONLY === undefined ? Number(process.env['CONFORMANCE_PROJECTS'] ?? 25) : 1;
const SEGMENTS = 84;

describe('random segments', () => {
  const tried = new Set<string>();
  const counts = { segments: 0, empty: 0, everybody: 0 };

  for (let seed = FROM; seed < FROM + PROJECTS; seed++) {
    it(`hold the same users, seed ${seed}`, async () => {
      const rng = createRng(seed);
      const project = randomProject(seed, rng);
      const world = buildWorld({ ...project, schema: parsed(project.files, 'segments.schema.yaml') });
      const product = await openProduct(project.files);
      try {
        for (const [id, segment] of project.segments) {
          record(segment, project);
          await check(segment, id, { seed, project, product, world });
        }
        for (let index = 0; index < SEGMENTS; index++) {
          let segment = randomSegment(project.vocabulary, rng);
          // Empty sets say little: draw once more, but keep some.
          if (membersOf(segment, 'random', world).size === 0) segment = randomSegment(project.vocabulary, rng);
          record(segment, project);
          const size = await check(segment, 'random', { seed, project, product, world });
          counts.segments++;
          if (size === 0) counts.empty++;
          if (size === world.people.length) counts.everybody++;
        }
      } finally {
        await product.close();
      }
    });
  }

  function record(segment: Doc, project: RandomProject): void {
    for (const feature of features(segment, project.vocabulary)) tried.add(feature);
  }

  if (ONLY === undefined) {
    it('tried every rule, operator, modifier and window', () => {
      assert.deepEqual(
        REQUIRED_FEATURES.filter((feature) => !tried.has(feature)),
        [],
      );
      assert.ok(counts.segments >= Math.min(2_000, PROJECTS * SEGMENTS), `only ${counts.segments} segments`);
      const telling = counts.segments - counts.empty - counts.everybody;
      assert.ok(telling > counts.segments / 2, `too many sets are empty or everybody: ${JSON.stringify(counts)}`);
    });
  }
});

interface Bench {
  readonly seed: number;
  readonly project: RandomProject;
  readonly product: Product;
  readonly world: World;
}

/** The size of the set that both agree on. */
async function check(segment: Doc, id: string, bench: Bench): Promise<number> {
  const { seed, project, product, world } = bench;
  const text = stringify(segment);
  const reading = product.read(text, id);
  assertNoErrors(reading, text);
  assert.notEqual(describeSegment(reading.segment!, product.schema), '');
  // The shape that other editors and language models are given.
  const shaped = segmentShape.safeParse(parse(text));
  assert.ok(shaped.success, `the shape refuses:\n${text}\n${shaped.error}`);
  const formatted = formatText(text, 'segment');
  assert.ok(formatted.ok, `fmt refuses:\n${text}`);
  assert.deepEqual(parse(formatted.text), parse(text), 'fmt changed the meaning');

  const expected = membersOf(parse(text) as Doc, id, world);
  const found = await product.members(reading, project.asOf).catch((error: unknown) => {
    throw new Error(`seed ${seed}: evaluation failed on\n${text}`, { cause: error });
  });
  if (equal(found, expected)) return expected.size;

  const small = await shrink(segment, async (smaller) => {
    const again = product.read(stringify(smaller), id);
    if (again.hasErrors || again.segment === undefined) return false;
    return !equal(await product.members(again, project.asOf), membersOf(smaller, id, world));
  });
  const reread = product.read(stringify(small), id);
  throw new Error(report(small, membersOf(small, id, world), await product.members(reread, project.asOf), bench));
}

function equal(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((id) => right.has(id));
}

function report(segment: Doc, expected: ReadonlySet<string>, found: ReadonlySet<string>, bench: Bench): string {
  const { seed, project, world } = bench;
  const missing = [...expected].filter((id) => !found.has(id));
  const extra = [...found].filter((id) => !expected.has(id));
  const shown = [...missing, ...extra].slice(0, 2).map((id) => {
    const rows = project.users.filter((user) => user.id === id).map((user) => `  ${JSON.stringify(user)}`);
    const events = project.events
      .filter((event) => event.user === id)
      .map((event) => `  ${event.time} ${event.name} ${JSON.stringify(event.properties)}`);
    return [id, ...rows, ...events].join('\n');
  });
  return [
    `seed ${seed}: the sets differ (as_of ${new Date(project.asOf).toISOString()}, ${project.vocabulary.instants.zone})`,
    stringify(segment),
    `the product lacks: ${JSON.stringify(missing)}`,
    `the product has besides: ${JSON.stringify(extra)}`,
    `of ${world.people.length} users`,
    ...shown,
  ].join('\n');
}

function parsed(files: RandomProject['files'], path: string): Doc {
  return parse(String(files.get(path))) as Doc;
}
