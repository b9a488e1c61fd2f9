import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks, operators, ruleKinds } from '../../server/src/language/index.ts';
import { languageReference } from '../../server/src/language/reference.ts';

const path = join(import.meta.dirname, '../../docs/language.md');

describe('the language reference', () => {
  it('is as the registries say (UPDATE=1 writes it)', () => {
    if (process.env['UPDATE']) writeFileSync(path, languageReference());
    assert.equal(readFileSync(path, 'utf8'), languageReference(), 'Run the test once with UPDATE=1.');
  });

  it('has an anchor for every rule kind, operator and diagnostic', () => {
    const text = languageReference();
    for (const id of [...Object.keys(ruleKinds), ...Object.keys(operators), ...Object.keys(checks)]) {
      assert.ok(text.includes(`### \`${id}\``), id);
    }
  });
});
