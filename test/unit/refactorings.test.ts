import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectData } from '../../server/src/features/data.ts';
import type { FeatureContext } from '../../server/src/features/feature.ts';
import { actionsManual } from '../../server/src/features/refactorings/manual.ts';
import { refactorings } from '../../server/src/features/refactorings/registry.ts';
import { does } from '../support/actions.ts';
import { CONTEXT } from '../support/feature-fixture.ts';

/** Data in which every property has two values. */
const profile = {
  of: 3,
  present: 3,
  distinct: 2,
  values: [
    { value: 'iOS', count: 2, users: 2 },
    { value: 'Android', count: 1, users: 1 },
  ],
};
const data = {
  rows: () => 0,
  undeclared: () => undefined,
  property: () => profile,
  moment: { now: CONTEXT.now },
} as unknown as ProjectData;
const context: FeatureContext = { ...CONTEXT, data: { ...CONTEXT.data, of: () => data } };

describe('refactorings', () => {
  for (const { id, example } of refactorings) {
    it(`do as their examples say: ${id}`, () =>
      does(example.before, example.title, example.after, {
        context,
        ...(id === 'create-schema' ? { schema: '' } : {}),
      }));
  }

  it('have a title and an id of their own', () => {
    assert.equal(new Set(refactorings.map(({ id }) => id)).size, refactorings.length);
    assert.equal(new Set(refactorings.map(({ title }) => title)).size, refactorings.length);
  });

  it('are told of in the docs as they are (UPDATE=1 writes it)', () => {
    const path = join(import.meta.dirname, '../../docs/code-actions.md');
    const text = actionsManual(refactorings, manualOf);
    if (process.env['UPDATE']) writeFileSync(path, text);
    assert.equal(readFileSync(path, 'utf8'), text, 'Run the test once with UPDATE=1.');
    for (const { title } of refactorings) assert.ok(text.includes(`### ${title}\n`), title);
  });
});

/** The doc comment that begins a refactoring's file. */
function manualOf(id: string): string {
  const source = readFileSync(join(import.meta.dirname, `../../server/src/features/refactorings/${id}.ts`), 'utf8');
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? assert.fail(`${id} has no manual`);
  const paragraphs = comment.split(/\n \*\n/).map((part) =>
    part
      .replace(/(^|\n) \* ?/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return paragraphs.join('\n\n');
}
