/**
 * What must agree with itself, whatever the segment: negatives and their positives, total and export, reachability
 * and the rules that say it, the steps of the waterfall, and canonical text.
 */
import assert from 'node:assert/strict';
import { parse, stringify } from 'yaml';
import { formatText } from '../../server/src/language/index.ts';
import { type Doc, isDoc } from '../support/evaluator/input.ts';
import { createRng, type RandomProject, type Rng, randomProject, randomSegment } from '../support/random/index.ts';
import { randomOperators } from '../support/random/operators.ts';
import { openProduct, type Product } from './product.ts';

const NEGATIVES: Readonly<Record<string, string>> = {
  is: 'is_not',
  in: 'not_in',
  contains: 'not_contains',
  within: 'not_within',
  includes: 'excludes',
};

for (const seed of [9001, 9002, 9003, 9004]) {
  describe(`agreement, seed ${seed}`, () => {
    const rng = createRng(seed);
    let project: RandomProject;
    let product: Product;
    let everybody: ReadonlySet<string>;

    before(async () => {
      project = randomProject(seed, rng);
      product = await openProduct(project.files);
      everybody = await members({ any: [{ sample: 50, seed: 'x' }, { none: [{ sample: 50, seed: 'x' }] }] });
    });
    after(() => product?.close());

    function members(...rules: Doc[]): Promise<Set<string>> {
      return product.members(product.read(stringify({ name: 'Random', where: rules }), 'random'), project.asOf);
    }

    it('a negative operator is the exact complement of its positive one', async () => {
      let pairs = 0;
      for (let tries = 0; tries < 300; tries++) {
        const property = rng.pick(project.vocabulary.users);
        const { ignore_case, ...operators } = randomOperators(property, rng, project.vocabulary.instants);
        const positive = Object.keys(operators).find((key) => NEGATIVES[key] !== undefined);
        if (positive === undefined || property.type === 'boolean') continue;
        const rest = ignore_case === undefined ? {} : { ignore_case };
        const yes = await members({ user: property.name, [positive]: operators[positive], ...rest });
        const no = await members({ user: property.name, [NEGATIVES[positive]!]: operators[positive], ...rest });
        assertPartition(yes, no);
        pairs++;
      }
      assert.ok(pairs > 15, `only ${pairs} pairs`);
    });

    it('did_not, not_in_segment, not_reachable, not_in_list and none are complements', async () => {
      const event = project.vocabulary.events[0]!.name;
      const channels = project.vocabulary.channels;
      const list = project.vocabulary.lists[0]!;
      assertPartition(await members({ did: event, within: '30d' }), await members({ did_not: event, within: '30d' }));
      assertPartition(await members({ in_segment: 'base' }), await members({ not_in_segment: 'base' }));
      assertPartition(await members({ reachable: channels }), await members({ not_reachable: channels }));
      assertPartition(await members({ in_list: list }), await members({ not_in_list: list }));
      for (let tries = 0; tries < 20; tries++) {
        const where = randomSegment(project.vocabulary, rng)['where'] as Doc[];
        assertPartition(await members(...where), await members({ none: [{ all: where }] }));
      }
    });

    it('total, reachability, rules, sample and export agree', async () => {
      for (let tries = 0; tries < 20; tries++) {
        const segment = randomSegment(project.vocabulary, rng);
        const where = segment['where'] as Doc[];
        const insights = await product.insights(product.read(stringify(segment), 'random'), project.asOf);
        const all = await members(...where);
        assert.equal(insights.total, all.size);
        assert.equal(insights.of, everybody.size);
        assert.deepEqual(
          insights.reachable.map((reach) => reach.channel),
          project.vocabulary.channels,
        );
        for (const reach of insights.reachable) {
          assert.equal(reach.users, (await members(...where, { reachable: reach.channel })).size);
          const without = Object.values(reach.notBecause).reduce((sum, count) => sum + count, 0);
          assert.equal(reach.users + without, all.size, 'the reachable and the unreachable are all');
        }
        assert.equal(
          insights.reachableAny,
          (await members(...where, { reachable: [...project.vocabulary.channels] })).size,
        );
        assert.equal(insights.rules.length, where.length);
        for (const [index, rule] of insights.rules.entries()) {
          assert.equal(rule.alone, (await members(where[index]!)).size);
          assert.equal(rule.remaining, (await members(...where.slice(0, index + 1))).size);
        }
        assert.equal(insights.sample.length, Math.min(5, all.size));
        for (const row of insights.sample) assert.ok(all.has(row.id));
        const again = await product.insights(product.read(stringify(segment), 'random'), project.asOf);
        assert.deepEqual(again.sample, insights.sample, 'the sample is the same each time');
      }
    });

    it('canonical text keeps the rules and is canonical', () => {
      for (let tries = 0; tries < 60; tries++) {
        const segment = randomSegment(project.vocabulary, rng);
        // Brackets and block texts stay as a person chose them; quotes, indentation and the order of keys do not.
        const styles = [
          stringify(segment, { blockQuote: false }),
          stringify(segment, { blockQuote: false, defaultStringType: 'QUOTE_SINGLE' }),
          stringify(segment, { blockQuote: false, defaultStringType: 'QUOTE_DOUBLE', indent: 4, lineWidth: 40 }),
          stringify(shuffled(segment, rng), { blockQuote: false }),
        ];
        const texts = styles.map((text) => {
          const once = formatText(text, 'segment');
          assert.ok(once.ok, text);
          assert.deepEqual(parse(once.text), segment);
          const twice = formatText(once.text, 'segment');
          assert.ok(twice.ok && twice.text === once.text, `not idempotent:\n${once.text}`);
          return once.text;
        });
        assert.equal(new Set(texts).size, 1, `the style of the text shows through:\n${texts.join('---\n')}`);
      }
    });

    function assertPartition(yes: ReadonlySet<string>, no: ReadonlySet<string>): void {
      assert.deepEqual([...yes, ...no].sort(), [...everybody].sort());
    }
  });
}

/** The same with its keys in another order. */
function shuffled(value: unknown, rng: Rng): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, rng));
  if (!isDoc(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    rng.some(entries, entries.length, entries.length).map(([key, item]) => [key, shuffled(item, rng)]),
  );
}
