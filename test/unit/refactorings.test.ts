import assert from 'node:assert/strict';
import { refactorings } from '../../server/src/features/refactorings/registry.ts';
import { does } from '../support/actions.ts';

describe('refactorings', () => {
  for (const { id, example } of refactorings) {
    it(`do as their examples say: ${id}`, () => does(example.before, example.title, example.after));
  }

  it('have a title and an id of their own', () => {
    assert.equal(new Set(refactorings.map(({ id }) => id)).size, refactorings.length);
    assert.equal(new Set(refactorings.map(({ title }) => title)).size, refactorings.length);
  });
});
