import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import { families, generalWords } from '../../server/src/agent/builtin/families/registry.ts';
import { agentLemmas, lemmas, nounLemmas } from '../../server/src/agent/builtin/lemmas.ts';
import { correct, slipDistance } from '../../server/src/agent/builtin/spelling.ts';
import { tokenise } from '../../server/src/agent/builtin/tokens.ts';

const today = Temporal.PlainDate.from('2026-06-30');

describe('agent: phrase families', () => {
  for (const family of families) {
    describe(family.id, () => {
      for (const [text, meaning] of family.examples) {
        it(text, () => {
          const tokens = tokenise(text);
          const [best] = family.match(tokens, 0, { today }).toSorted((a, b) => b.tokens.length - a.tokens.length);
          assert.ok(best, `“${text}” is not read at all`);
          const { assumption: _, ...read } = best.meaning as { assumption?: string };
          assert.deepEqual(read, meaning);
        });
      }
    });
  }

  it('have an id of their own, and examples', () => {
    assert.equal(new Set(families.map((family) => family.id)).size, families.length);
    for (const family of families) assert.ok(family.examples.length > 0, family.id);
  });
});

describe('agent: words', () => {
  it('finds the base forms of a word', () => {
    for (const [word, base] of [
      ['purchases', 'purchase'],
      ['bought', 'buy'],
      ['uninstalled', 'uninstall'],
      ['cancelled', 'cancel'],
      ['replied', 'reply'],
      ['planning', 'plan'],
      ['favourited', 'favorite'],
      ['spent', 'spend'],
    ] as const)
      assert.ok(lemmas(word).includes(base), `${word}: ${lemmas(word).join(' ')}`);
  });

  it('does not take a deed for a thing', () => {
    assert.ok(!nounLemmas('returned').includes('return'));
    assert.ok(nounLemmas('Cities'.toLowerCase()).includes('city'));
    assert.ok(agentLemmas('buyers').includes('buy'));
  });

  it('mends slips, and leaves other words alone', () => {
    assert.equal(slipDistance('andriod', 'android', 2), 1);
    assert.equal(correct('andriod', ['android', 'anchor']), 'android');
    assert.equal(correct('purchsed', ['purchased', 'purchases']), 'purchased');
    assert.equal(correct('boots', ['books']), undefined);
    assert.equal(correct('shots', ['shoes']), undefined);
    assert.equal(correct('cat', ['car']), undefined);
  });

  it('reads numbers, money, contractions, quotes and compounds', () => {
    const values = (text: string) => tokenise(text).flatMap(({ kind, value }) => (kind === 'number' ? [value] : []));
    assert.deepEqual(
      values('$1,000 or 1k, twenty-five, two hundred, 2.5k, 1.2M, 10%'),
      [1000, 1000, 25, 200, 2500, 1_200_000, 10],
    );
    assert.deepEqual(
      tokenise('haven’t').map(({ lower }) => lower),
      ['have', 'not'],
    );
    assert.deepEqual(
      tokenise('havent cannot').map(({ lower }) => lower),
      ['have', 'not', 'can', 'not'],
    );
    assert.deepEqual(
      tokenise('“Product A” bought').map(({ quoted }) => quoted),
      [true, true, false],
    );
    assert.equal(tokenise('left-handed')[1]?.hyphen, true);
    assert.deepEqual(
      tokenise('25–45').map(({ kind }) => kind),
      ['number', 'punct', 'number'],
    );
  });

  it('knows no word of a business domain', () => {
    for (const word of [
      'shoes',
      'cart',
      'checkout',
      'flight',
      'hotel',
      'video',
      'movie',
      'loan',
      'invoice',
      'mortgage',
      'ticket',
      'wishlist',
    ])
      assert.ok(!generalWords.has(word), word);
  });
});
