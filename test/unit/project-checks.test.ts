import assert from 'node:assert/strict';
import { type CheckedSegment, checkProject, createProjectChecks } from '../../server/src/language/index.ts';
import { createRng, type Rng } from '../support/random/rng.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function segment(at: number, rng: Rng): CheckedSegment {
  const start = rng.int(0, 3);
  return {
    uri: `file:///${at}`,
    // Two files may share an id.
    id: IDS[at % IDS.length]!,
    firstLine: { start: 0, end: rng.int(4, 6) },
    nameRange: { start, end: start + 4 },
    hasErrors: rng.chance(0.2),
    references: rng
      .some(IDS, 0, rng.chance(0.4) ? 2 : 0)
      .map((name) => ({ name, range: { start: 9, end: rng.int(10, 12) } })),
    ...(rng.chance(0.7) ? { meaning: rng.pick(['x', 'y', 'z']) } : {}),
  };
}

describe('checks across files', () => {
  it('say the same of what changed step by step as of all at once', () => {
    for (let seed = 0; seed < 300; seed++) {
      const rng = createRng(seed);
      const checks = createProjectChecks();
      let segments = Array.from({ length: rng.int(3, 10) }, (_, at) => segment(at, rng));
      for (let step = 0; step < 12; step++) {
        const found = checks.of(segments);
        assert.deepEqual(new Map(found), new Map(checkProject(segments)), `seed ${seed}, step ${step}`);
        const at = rng.int(0, segments.length - 1);
        const { references, uri } = segments[at]!;
        const next = segment(Number(uri.split('/').at(-1)), rng);
        // Most edits leave the references as they are, but for their places.
        const kept = rng.chance(0.7) ? { ...next, references: references.map((use) => ({ ...use })) } : next;
        segments = rng.chance(0.1)
          ? segments.filter((_, i) => i !== at || segments.length < 3)
          : segments.with(at, kept);
      }
    }
  });

  it('are not made again for what stayed', () => {
    const rng = createRng(1);
    const checks = createProjectChecks();
    const segments = Array.from({ length: 8 }, (_, at) => segment(at, rng));
    assert.equal(checks.of(segments), checks.of([...segments]));
  });
});
