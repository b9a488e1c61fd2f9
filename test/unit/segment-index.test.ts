import assert from 'node:assert/strict';
import { type IndexFile, openProject, type ProjectSnapshot } from '../../server/src/project/index.ts';
import { SCHEMA } from '../support/feature-fixture.ts';
import { type MemoryHost, memoryHost } from '../support/memory-host.ts';
import { createRng } from '../support/random/rng.ts';

/** Lines of rules, right and wrong ones. */
const RULES = [
  '  - did: Charged\n    within: 30d',
  '  - did: Nothing',
  '  - user: os\n    is: iOS',
  '  - user: os\n    is: BeOS',
  '  - in_segment: s1',
  '  - not_in_segment: gone',
  '  - in_list: lists/a.csv',
  '  - sample: 10',
  '  - any:\n      - user: vip\n        is: true',
  '  - {broken: [',
];

const problemsOf = (snapshot: ProjectSnapshot) =>
  [...snapshot.diagnostics()].map(([uri, found]) => [
    uri,
    found.map(({ code, range, message }) => ({ code, range, message })),
  ]);

/** An index in memory. */
function keeper(text?: string): IndexFile & { text: string | undefined } {
  return {
    text,
    read(this: { text: string | undefined }) {
      return Promise.resolve(this.text);
    },
    write(this: { text: string | undefined }, _root, next) {
      this.text = next;
      return Promise.resolve();
    },
  };
}

function randomProject(seed: number): MemoryHost {
  const rng = createRng(seed);
  const files = new Map([
    ['segments.schema.yaml', SCHEMA],
    ['lists/a.csv', 'u1\n'],
  ]);
  for (let n = 0; n < rng.int(2, 9); n++) {
    files.set(`s${n}.segment.yaml`, `name: S${n}\nwhere:\n${rng.some(RULES, 1, 3).join('\n')}\n`);
  }
  return memoryHost(files);
}

describe('the index of segments', () => {
  it('changes nothing of what is said, in this session or the next, whatever is edited between', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const host = randomProject(seed);
      const rng = createRng(seed + 1000);
      const index = keeper();
      for (let session = 0; session < 3; session++) {
        const kept = await openProject(host.rootUri, host, { index });
        const plain = await openProject(host.rootUri, host);
        assert.deepEqual(problemsOf(await kept.settle()), problemsOf(await plain.settle()), `seed ${seed}`);
        await kept.saveIndex();
        if (rng.chance(0.5)) host.write(`s${rng.int(0, 9)}.segment.yaml`, `name: New\nwhere:\n${rng.pick(RULES)}\n`);
        if (rng.chance(0.2)) host.remove(`s${rng.int(0, 3)}.segment.yaml`);
        if (rng.chance(0.2)) host.write('segments.schema.yaml', SCHEMA.replace('  Charged:', '  Payed:'));
      }
    }
  });

  it('spares the next session the reading', async () => {
    const text = 'name: S\nwhere:\n  - did: Charged\n    within: 30d\n';
    const host = memoryHost(
      new Map([
        ['segments.schema.yaml', SCHEMA],
        ['a.segment.yaml', text],
        ['b.segment.yaml', text],
      ]),
    );
    const index = keeper();
    const first = await openProject(host.rootUri, host, { index });
    assert.equal(first.snapshot.unread().length, 2);
    await first.settle();
    await first.saveIndex();
    host.write('b.segment.yaml', text.replace('30d', '3d'));
    const second = await openProject(host.rootUri, host, { index });
    assert.deepEqual(second.snapshot.unread(), [host.uri('b.segment.yaml')]);
  });

  it('is left alone when it is none, of another version, or torn', async () => {
    const host = randomProject(5);
    const plain = problemsOf(await (await openProject(host.rootUri, host)).settle());
    const index = keeper();
    const project = await openProject(host.rootUri, host, { index });
    await project.settle();
    await project.saveIndex();
    const good = index.text!;
    for (const text of [
      '',
      '{',
      '[]',
      '{"version":"x","entries":{}}',
      good.slice(0, -9),
      good.replaceAll('"id"', '"di"'),
    ]) {
      const opened = await openProject(host.rootUri, host, { index: keeper(text) });
      assert.deepEqual(problemsOf(await opened.settle()), plain);
    }
  });

  it('is no source of rules: a forged entry changes no rule that is counted', async () => {
    const host = randomProject(7);
    const index = keeper();
    const project = await openProject(host.rootUri, host, { index });
    await project.settle();
    await project.saveIndex();
    const forged = index
      .text!.replaceAll('"hasErrors":true', '"hasErrors":false')
      .replaceAll(/"uses":\[[^\]]*\]/g, '"uses":[]');
    const plain = await openProject(host.rootUri, host);
    const opened = await openProject(host.rootUri, host, { index: keeper(forged) });
    for (const uri of opened.snapshot.uris) {
      assert.deepEqual(opened.snapshot.reading(uri)?.segment, plain.snapshot.reading(uri)?.segment);
      assert.equal(opened.snapshot.reading(uri)?.hasErrors, plain.snapshot.reading(uri)?.hasErrors);
    }
  });
});
