import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdit } from '../../server/src/builder/index.ts';
import { disabledMentions, mentionsWithDisabled } from '../../server/src/features/disabled-mentions.ts';
import { type Mention, mentionsIn } from '../../server/src/features/mentions.ts';
import { renameMention } from '../../server/src/features/rename/edits.ts';
import { applyEdits, parseYaml, readSchema } from '../../server/src/language/index.ts';
import { disabledItems, enableItems, enableLines } from '../../server/src/language/syntax/disabled.ts';
import { listsIn, plainCards } from '../support/builder-model.ts';
import { createRng, type Rng, randomProject, randomSegment } from '../support/random/index.ts';
import { type Data, decisions, write } from '../support/yaml-text.ts';

const SCHEMA = readSchema('version: 1\nunknown: warning\n', { uri: 'file:///schema' }).schema;
const CONTEXT = { schema: SCHEMA, uri: 'file:///a.segment.yaml', diagnostics: [] };

const { vocabulary } = randomProject(1, createRng(1));

/** A segment with some of its cards disabled, some of these inside others, in a style that is nobody's. */
const segments = fc
  .record({ seed: fc.nat(), choices: decisions, crlf: fc.boolean() })
  .map(({ seed, choices, crlf }) => {
    const rng = createRng(seed);
    const where = [0, 1, 2].flatMap(() => (randomSegment(vocabulary, rng) as { where: Data[] }).where);
    const { text } = write({ name: 'Random', where }, choices);
    return { text: disabledAtRandom(crlf ? text.replaceAll('\n', '\r\n') : text, rng), seed };
  });

function disabledAtRandom(start: string, rng: Rng): string {
  let text = start;
  for (let step = 0; step < 4; step++) {
    const filled = listsIn(plainCards(text)).filter(({ cards }) => cards.length > 0);
    if (filled.length === 0) return text;
    const { path, cards } = rng.pick(filled);
    const edit = { type: 'disable', cards: [[...path, rng.int(0, cards.length - 1)]] } as const;
    const applied = applyEdit(text, edit, CONTEXT);
    if (applied.state === 'ready') text = applied.text;
  }
  return text;
}

function enabledWhole(text: string): string {
  const items = disabledItems(text);
  if (items.length === 0) return text;
  return enabledWhole(
    applyEdits(
      text,
      items.map((range) => ({ range, newText: enableLines(text.slice(range.start, range.end)) })),
    ),
  );
}

const textOf = (text: string, { node }: Mention) => text.slice(node.range.start, node.range.end);

const NEW_NAMES = ['Paid', 'a: b', '#~ - did: X', "it's", 'größer'];

describe('names in disabled rules', () => {
  it('are renamed as they would be were the rules enabled, and nothing else is touched', () => {
    let inDisabled = 0;
    fc.assert(
      fc.property(segments, fc.constantFrom(...NEW_NAMES), ({ text, seed }, newName) => {
        const enabled = enabledWhole(text);
        const wanted = mentionsIn(parseYaml(enabled), 'segment');
        const found = mentionsWithDisabled(parseYaml(text), 'segment');
        // Not whose a property is: of a sequence's steps, those that are disabled do not count.
        const words = ({ kind, name, as }: Mention) => `${as} of ${kind} ${name}`;
        assert.deepEqual(found.map(words), wanted.map(words), text);
        inDisabled += found.filter(({ disabled }) => disabled).length;
        if (wanted.length === 0) return;
        const { kind, name } = createRng(seed).pick(wanted);
        const renamed = (from: string, mentions: readonly Mention[]) =>
          applyEdits(
            from,
            mentions.flatMap((each) =>
              each.kind === kind && each.name === name ? [renameMention(each, newName)] : [],
            ),
          );
        const after = renamed(text, found);
        assert.equal(enabledWhole(after), renamed(enabled, wanted), text);
        // Lines without a name stay byte for byte, marks included.
        const own = text.split('\n');
        const lines = after.split('\n');
        if (lines.length !== own.length) return;
        for (const [index, line] of own.entries()) {
          const mark = /^ *(?:#~<* ?)*/.exec(line)![0];
          assert.ok(lines[index]!.startsWith(mark), `${line}\n${lines[index]}`);
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(inDisabled > 100, String(inDisabled));
  }).timeout(60_000);

  it('are found beside others that cannot be read', () => {
    const many = '  #~ - did: X\n'.repeat(100);
    const found = (text: string) => disabledMentions(parseYaml(text)).length;
    assert.equal(found(`where:\n${many}  #~ - did: [{\n${many}`), 200);
    assert.ok(found(`where:\n  - did: Y\n${many}   #~ - did: X\n${many}`) >= 200);
    // Many such are given up, not searched for long.
    found(`where:\n${'   #~ - did: X\n  - did: Y\n'.repeat(100)}`);
  }).timeout(20_000);

  it('are looked for in any text without failing, and their ranges hold what is read there', () => {
    const lines = fc.constantFrom(
      'where:',
      '  - did: A',
      '  #~ - did: "B"',
      "  #~ - did: ['C', D]",
      '  #~   where:',
      '  #~     - property: p',
      '  #~     #~ - property: q',
      '  #~     #~   is: 1',
      '  #~ - {user: os, is: [',
      '  - any:',
      '      #~ - did: E',
      '      #~<<<< more',
      '    because: |',
      '      #~ - did: F',
      '  - "',
      'where: [{did: A},',
      ']',
      '#~',
      '#~ - did: G',
      '',
    );
    const texts = fc
      .tuple(fc.array(lines, { maxLength: 14 }), fc.constantFrom('\n', '\r\n'))
      .map(([parts, eol]) => parts.join(eol));
    fc.assert(
      fc.property(texts, (text) => {
        for (const mention of disabledMentions(parseYaml(text))) {
          assert.equal(parseYaml(textOf(text, mention)).root?.kind, 'scalar', text);
          assert.ok(
            ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'p', 'q', 'os', 'E more', 'D more'].includes(mention.name),
            text,
          );
          const line = text.slice(text.lastIndexOf('\n', mention.node.range.start) + 1);
          assert.match(line, /^ *#~/, text);
        }
        const items = disabledItems(text);
        const enabled = enableItems(text, items);
        assert.equal(enabled.items.length, items.length);
      }),
      { numRuns: 1000 },
    );
  }).timeout(60_000);
});
