import assert from 'node:assert/strict';
import type { ProjectData } from '../../server/src/features/data.ts';
import type { FeatureContext } from '../../server/src/features/feature.ts';
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
const data = { rows: () => 0, property: () => profile, moment: { now: CONTEXT.now } } as unknown as ProjectData;
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
});
