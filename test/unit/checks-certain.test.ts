import assert from 'node:assert/strict';
import { parse, stringify } from 'yaml';
import { readSchema, readSegment } from '../../server/src/language/index.ts';
import { buildWorld, membersOf } from '../support/evaluator/index.ts';
import type { Doc } from '../support/evaluator/input.ts';
import { randomDid, randomDidNot } from '../support/random/behaviour.ts';
import { createRng, type Rng, randomProject } from '../support/random/index.ts';
import { randomOperators } from '../support/random/operators.ts';

/** A warning that something can never be so, or always is, must be certain: here on random rules about few things. */
describe('warnings of what never or always holds', function () {
  this.timeout(60_000);

  let warned = 0;
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    it(`are right, seed ${seed}`, () => {
      const rng = createRng(seed * 7919);
      const project = randomProject(seed, rng);
      const text = String(project.files.get('segments.schema.yaml'));
      const { schema } = readSchema(text, { uri: 'schema' });
      const world = buildWorld({ ...project, schema: parse(text) });
      for (let index = 0; index < 120; index++) {
        const where = rng.chance(0.7) ? aboutOneProperty(rng, project) : aboutOneEvent(rng, project);
        const segment = { name: 'Random', where } as Doc;
        const reading = readSegment(stringify(segment), {
          uri: 'x',
          id: 'random',
          schema,
          segments: { has: () => true, ids: () => [] },
        });
        if (reading.hasErrors) continue;
        // What never passes inside a rule may well be a did_not.
        const never = reading.diagnostics.filter(
          ({ code, message }) =>
            (code === 'contradictory-rules' && message.startsWith('These rules')) ||
            (code === 'never-holds' && where.length === 1),
        );
        // Within `none` what never holds excludes nobody.
        const within = where.some((rule) => typeof rule === 'object' && rule !== null && 'none' in rule);
        if (never.length === 0 || (within && never.every(({ code }) => code === 'never-holds'))) continue;
        warned++;
        const members = membersOf(segment, 'random', world);
        assert.equal(members.size, 0, `${stringify(where)}\n${never.map(({ message }) => message).join('\n')}`);
      }
    });
  }

  it('occur', () => assert.ok(warned > 60, String(warned)));
});

type Project = ReturnType<typeof randomProject>;

function aboutOneProperty(rng: Rng, { vocabulary }: Project): readonly unknown[] {
  const property = rng.pick(vocabulary.users);
  return Array.from({ length: rng.int(1, 3) }, () => {
    const rule = { user: property.name, ...randomOperators(property, rng, vocabulary.instants) };
    return rng.chance(0.15) ? { none: [rule] } : rng.chance(0.15) ? { all: [rule] } : rule;
  });
}

function aboutOneEvent(rng: Rng, { vocabulary }: Project): readonly unknown[] {
  const few = { ...vocabulary, events: vocabulary.events.slice(0, 1) };
  return [randomDid(few, rng), randomDidNot(few, rng), ...(rng.chance(0.3) ? [{ none: [randomDid(few, rng)] }] : [])];
}
