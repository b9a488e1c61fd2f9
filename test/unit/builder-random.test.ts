import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdit, builderModel } from '../../server/src/builder/index.ts';
import { find, print } from '../../server/src/builder/outline/outline.ts';
import { readOutline } from '../../server/src/builder/outline/read-outline.ts';
import { applyEdits, parseYaml, readSchema, readSegment } from '../../server/src/language/index.ts';
import { commentsOf } from '../../server/src/language/syntax/scan.ts';
import type { BuilderEdit, BuilderPath, BuilderValue } from '../../server/src/protocol/index.ts';
import { editedPlainly, groupOf, listsIn, type PlainCard, plainCards } from '../support/builder-model.ts';
import { createRng, type Rng, randomProject, randomSegment } from '../support/random/index.ts';
import { type Data, decisions, fileData, write } from '../support/yaml-text.ts';

/** Nothing is looked up in it: what an edit does to a text does not depend on the schema. */
const SCHEMA = readSchema('version: 1\nunknown: warning\n', { uri: 'file:///schema' }).schema;
const CONTEXT = { schema: SCHEMA, uri: 'file:///a.segment.yaml', diagnostics: [] };

const NAMES = { has: () => true, ids: () => [] };

const vocabularies = new Map<number, ReturnType<typeof randomProject>['vocabulary']>();

function vocabularyOf(seed: number) {
  let known = vocabularies.get(seed);
  if (known === undefined) {
    known = randomProject(seed, createRng(seed)).vocabulary;
    vocabularies.set(seed, known);
  }
  return known;
}

/** A valid segment in a style that is nobody's, with comments wherever they can stand. */
const segments = fc
  .record({ seed: fc.nat(), choices: decisions, crlf: fc.boolean(), noBreak: fc.boolean() })
  .map(({ seed, choices, crlf, noBreak }) => {
    const rng = createRng(seed);
    const { where } = randomSegment(vocabularyOf(seed % 7), rng) as { where: Data[] };
    const more = rng.chance(0.6) ? (randomSegment(vocabularyOf(seed % 7), rng)['where'] as Data[]) : [];
    const { text } = write({ name: 'Random', where: [...where, ...more] }, choices);
    const cut = noBreak ? text.replace(/\n$/, '') : text;
    return crlf ? cut.replaceAll('\n', '\r\n') : cut;
  });

/** A new card of each sort. */
const NEW: Readonly<Record<'rule' | 'filter' | 'step', Readonly<Record<string, BuilderValue>>>> = {
  rule: { user: 'x', is: 'a, b' },
  filter: { property: 'x', in: ['a'] },
  step: { did: 'X', within: '1d' },
};

function randomEdit(root: PlainCard, rng: Rng): BuilderEdit | undefined {
  const lists = listsIn(root);
  const filled = lists.filter(({ cards }) => cards.length > 0);
  if (filled.length === 0) return undefined;
  const { path, cards } = rng.pick(filled);
  const card = (): BuilderPath => [...path, rng.int(0, cards.length - 1)];
  const some = () =>
    rng.some(
      cards.map((_, i) => [...path, i]),
      1,
      Math.min(3, cards.length),
    );
  const sort = (of: { path: BuilderPath }) => sortOf(root, of.path);
  const enabled = () => {
    const own = card();
    return at(root, own).disabled ? undefined : own;
  };
  const group = rng.pick(['all', 'any', 'none'] as const);
  return rng.weighted<BuilderEdit | undefined>([
    [
      2,
      () => ({
        type: 'insert',
        at: { list: path, index: rng.int(0, cards.length) },
        cards: [NEW[sort({ path })]],
      }),
    ],
    [2, () => ({ type: 'remove', cards: some() })],
    [
      5,
      () => {
        const to = rng.pick(lists.filter((each) => sort(each) === sort({ path })));
        return { type: 'move', cards: some(), to: { list: to.path, index: rng.int(0, to.cards.length) } };
      },
    ],
    [1, () => ({ type: 'duplicate', cards: some() })],
    [2, () => (sort({ path }) === 'step' ? undefined : { type: 'wrap', cards: some(), group })],
    [
      2,
      () => {
        const own = enabled();
        return own && groupOf(at(root, own)) && at(root, own).lists[groupOf(at(root, own))!]
          ? { type: 'unwrap', card: own }
          : undefined;
      },
    ],
    [3, () => ({ type: 'disable', cards: some() })],
    [2, () => ({ type: 'enable', cards: some() })],
    [
      1,
      () => {
        const own = enabled();
        return own && groupOf(at(root, own)) ? { type: 'kind', card: own, kind: group } : undefined;
      },
    ],
    [
      3,
      () => {
        const own = enabled();
        if (own === undefined) return undefined;
        const keys = Object.keys(at(root, own).own).filter((key) => !['user', 'property', ''].includes(key));
        if (keys.length === 0) return undefined;
        const value = rng.pick<Data>(['plain', 'a: b', "it's", 7, true, ['x', 'y, z'], { gte: 3, lt: 5 }, null]);
        return { type: 'set', at: [...own, rng.pick([...keys, 'zzz'])], value };
      },
    ],
    [
      1,
      () => {
        const own = enabled();
        const keys = own && Object.keys(at(root, own).own);
        return own && keys && keys.length > 1 ? { type: 'unset', at: [...own, rng.pick(keys)] } : undefined;
      },
    ],
  ]);
}

function at(root: PlainCard, path: BuilderPath): PlainCard {
  return path.length === 0 ? root : at(root.lists[String(path[0])]![Number(path[1])]!, path.slice(2));
}

/** What a list's cards are, by the keys on the way to it. */
function sortOf(_root: PlainCard, path: BuilderPath): 'rule' | 'filter' | 'step' {
  const keys = path.filter((step) => typeof step === 'string').slice(1);
  if (keys.some((key) => key === 'where' || key === 'having')) return 'filter';
  return keys.includes('sequence') ? 'step' : 'rule';
}

/** The text of the cards that an edit may touch, with the lists in brackets around them. */
function touched(text: string, edit: BuilderEdit): string {
  const { parts } = readOutline(parseYaml(text));
  const paths = [
    ...('cards' in edit && edit.type !== 'insert' ? (edit.cards as readonly BuilderPath[]) : []),
    ...('card' in edit ? [edit.card] : []),
    ...('at' in edit
      ? ['list' in (edit.at as object) ? (edit.at as { list: BuilderPath }).list : (edit.at as BuilderPath)]
      : []),
    ...('to' in edit ? [edit.to.list] : []),
  ];
  let result = '';
  for (const path of paths) {
    // Groups around a card may be left empty, and with brackets the whole line is one.
    for (let length = path.length; length > 1; length--) {
      const found = find(parts, path.slice(0, length));
      if (found === undefined || !('card' in found)) continue;
      const { card, list } = found;
      const isOnly = list.entries.filter((entry) => entry.kind === 'card' && !entry.disabled).length <= 3;
      result += card.lead + print(card.body);
      if (!list.flow && !isOnly) break;
    }
  }
  return result;
}

const linesOf = (text: string) => text.split(/\r?\n/).map((line) => line.trim());

describe('query builder, at random', () => {
  it('reads every text into an outline that prints it again', () => {
    fc.assert(
      fc.property(segments, (text) => {
        assert.equal(print(readOutline(parseYaml(text)).parts), text);
      }),
      { numRuns: 80 },
    );
  }).timeout(60_000);

  it('does to a text what the same edits do to the cards, and leaves every other line as it is', () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(segments, fc.nat(), (start, seed) => {
        const rng = createRng(seed);
        let text = start;
        for (let step = 0; step < 6; step++) {
          const before = plainCards(text);
          const edit = randomEdit(before, rng);
          if (edit === undefined) continue;
          const applied = applyEdit(text, edit, CONTEXT);
          const story = () =>
            `${JSON.stringify(edit)}\n--- before\n${text}\n--- after\n${applied.state === 'ready' ? applied.text : applied.reason}`;
          if (applied.state === 'refused') {
            refused++;
            continue;
          }
          accepted++;
          assert.equal(applyEdits(text, applied.edits), applied.text, story());
          assert.deepEqual(plainCards(applied.text), editedPlainly(before, edit), story());
          const own = linesOf(touched(text, edit)).join('\n');
          const others = linesOf(text).filter((line) => line !== '' && !own.includes(line) && !isKeyLine(line));
          const after = linesOf(applied.text);
          let found = 0;
          for (const line of others) {
            found = after.indexOf(line, found) + 1;
            assert.ok(found > 0, `“${line}” is not where it was\n${story()}`);
          }
          if (edit.type !== 'remove' && edit.type !== 'set' && edit.type !== 'unset') {
            const comments = commentsOf(applied.text).join('\n');
            // A key that is left without cards takes the comment on its line with it.
            const kept = linesOf(text)
              .filter((line) => !isKeyLine(line))
              .join('\n');
            for (const comment of commentsOf(kept).flatMap((each) => each.match(/note \d+/g) ?? [])) {
              assert.ok(comments.includes(comment), `${comment} is lost\n${story()}`);
            }
          }
          text = applied.text;
        }
      }),
      { numRuns: 80 },
    );
    assert.ok(refused * 4 < accepted, `${refused} refused, ${accepted} accepted`);
  }).timeout(120_000);

  it('gives every byte back when what was disabled is enabled', () => {
    fc.assert(
      fc.property(segments, fc.nat(), (text, seed) => {
        const rng = createRng(seed);
        const { path, cards } = rng.pick(listsIn(plainCards(text)));
        if (cards.length === 0) return;
        const found = find(readOutline(parseYaml(text)).parts, path);
        if (found?.list.flow) return;
        const disabled = applyEdit(
          text,
          {
            type: 'disable',
            cards: rng.some(
              cards.map((_, i) => [...path, i]),
              1,
              3,
            ),
          },
          CONTEXT,
        );
        if (disabled.state === 'refused') return;
        const enabled = applyEdit(disabled.text, { type: 'enable', cards: disabled.cards }, CONTEXT);
        assert.ok(enabled.state === 'ready');
        if (find(readOutline(parseYaml(disabled.text)).parts, disabled.cards[0]!)?.list.flow) return;
        assert.equal(enabled.text, text, disabled.text);
      }),
      { numRuns: 80 },
    );
  }).timeout(60_000);

  it('gives every byte back when a card moves away and back', () => {
    fc.assert(
      fc.property(segments, fc.nat(), (text, seed) => {
        const rng = createRng(seed);
        const { path, cards } = rng.pick(listsIn(plainCards(text)));
        const list = find(readOutline(parseYaml(text)).parts, path)?.list;
        // Between comments that belong to no card, more than one place is the one after a card.
        if (cards.length < 2 || list?.entries.some(({ kind }) => kind === 'loose')) return;
        const from = rng.int(0, cards.length - 1);
        const to = rng.int(0, cards.length);
        const there = applyEdit(
          text,
          { type: 'move', cards: [[...path, from]], to: { list: path, index: to } },
          CONTEXT,
        );
        if (there.state === 'refused') return;
        const now = Number(there.cards[0]!.at(-1));
        const slot = now <= from ? from + 1 : from;
        const back = applyEdit(
          there.text,
          { type: 'move', cards: [[...path, now]], to: { list: path, index: slot } },
          CONTEXT,
        );
        assert.ok(back.state === 'ready');
        assert.equal(back.text, text, there.text);
      }),
      { numRuns: 80 },
    );
  }).timeout(60_000);
});

describe('query builder, with any text', () => {
  const words = ['where', 'any', 'all', 'did', 'user', 'sequence', 'count', 'gte', 'name', 'having'];
  const path = fc.array(fc.oneof(fc.constantFrom(...words), fc.nat(3)), { maxLength: 6 });
  const cards = fc.array(path, { maxLength: 2 });
  const slot = fc.record({ list: path, index: fc.nat(3) });
  const edits = fc.oneof(
    fc.record({ type: fc.constantFrom('remove', 'duplicate', 'disable', 'enable'), cards }),
    fc.record({ type: fc.constant('move'), cards, to: slot }),
    fc.record({ type: fc.constant('insert'), at: slot, cards: fc.constant([{ did: 'X' }]) }),
    fc.record({ type: fc.constant('wrap'), cards, group: fc.constantFrom('all', 'none') }),
    fc.record({ type: fc.constant('unwrap'), card: path }),
    fc.record({ type: fc.constant('kind'), card: path, kind: fc.constantFrom('any', 'did_not', 'user', 'x') }),
    fc.record({
      type: fc.constant('set'),
      at: path,
      value: fc.constantFrom('a', null, ['b'], { gte: 3 }, [{ did: 'X' }]),
    }),
    fc.record({ type: fc.constant('unset'), at: path }),
    fc.record({ type: fc.constant('key'), at: path, key: fc.constantFrom('in', 'between', 'did') }),
    fc.record({
      type: fc.constant('text'),
      at: path,
      text: fc.constantFrom('did: X', '- a: [', '  user: os\n  is: iOS'),
    }),
    fc.record({ type: fc.constant('fix'), fix: fc.string() }),
  ) as fc.Arbitrary<BuilderEdit>;
  const written = fc.tuple(fileData, decisions).map(([data, choices]) => write(data, choices).text);
  const fragments = fc.constantFrom(
    'where:\n',
    '  - ',
    'any:',
    '    - did: X\n',
    '#~ - did: X\n',
    '  #~ - user: os\n',
    '  #~   is: y\n',
    '[',
    '{',
    '# c\n',
    '&a ',
    '*a\n',
    '- -\n',
    '\t',
    '"',
    '|\n',
    'user: os\n',
    '\r\n',
    ': ',
  );
  const broken = fc
    .array(fc.oneof(fragments, fc.string({ maxLength: 3 })), { maxLength: 20 })
    .map((parts) => parts.join(''));

  it('never fails, and never breaks what could be read', () => {
    fc.assert(
      fc.property(fc.oneof(written, broken, segments), edits, (text, edit) => {
        assert.equal(print(readOutline(parseYaml(text)).parts), text);
        const reading = readSegment(text, { uri: CONTEXT.uri, id: 'a', schema: SCHEMA, segments: NAMES });
        const { diagnostics } = reading;
        builderModel({ uri: CONTEXT.uri, version: 1, reading, schema: SCHEMA, names: NAMES, diagnostics });
        const applied = applyEdit(text, edit, { ...CONTEXT, diagnostics });
        if (applied.state === 'refused') return;
        assert.equal(applyEdits(text, applied.edits), applied.text);
        const mistakes = parseYaml(applied.text).diagnostics.filter(({ code }) => code === 'yaml-syntax');
        assert.deepEqual(mistakes, [], `${JSON.stringify(edit)}\n${text}\n--- after\n${applied.text}`);
      }),
      { numRuns: 1000, examples: UNCLOSED.map((text): [string, BuilderEdit] => [text, { type: 'unwrap', card: [] }]) },
    );
  }).timeout(60_000);
});

/** Lists in brackets that nobody has closed yet. */
const UNCLOSED = [
  '{#where:\nwhere:\n[',
  'where: [',
  'where: [{did: X}',
  'where: [{any: [{did: X}]}',
  'where: [[{did: X}]\n',
];

/** The line of a key whose list was opened, or that goes with its last card. */
function isKeyLine(line: string): boolean {
  return /^\s*(?:- +)?["']?(?:where|having|sequence|all|any|none)["']?\s*:/.test(line);
}
