import assert from 'node:assert/strict';
import { createEditQueue, type Outcome } from '../../client/webview/query-builder/state/edits.ts';
import { share } from '../../client/webview/query-builder/state/share.ts';
import { PERIODS as PERIODS_OF_PAGE, UNIT_IDS } from '../../client/webview/query-builder/words/duration.ts';
import { PERIODS, parseDuration } from '../../server/src/language/index.ts';
import type { BuilderEdit, FromBuilderView } from '../../server/src/protocol/index.ts';

type Sent = Extract<FromBuilderView, { type: 'edit' }>;

const set = (key: string, value: string): BuilderEdit => ({ type: 'set', at: [key], value });
const unset: BuilderEdit = { type: 'unset', at: ['owner'] };

describe('the query builder’s queue of edits', () => {
  const sent: Sent[] = [];
  const done: Outcome[] = [];
  let queue: ReturnType<typeof createEditQueue>;
  beforeEach(() => {
    sent.length = 0;
    done.length = 0;
    queue = createEditQueue((message) => message.type === 'edit' && sent.push(message));
    queue.shown(1);
  });
  const add = (edit: BuilderEdit) => void queue.add(edit).then((outcome) => done.push(outcome));
  const answer = (version: number) =>
    queue.answered({
      type: 'edited',
      id: sent.at(-1)?.id ?? 0,
      outcome: { state: 'done', version, cards: [['where', 0]] },
    });
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('sends the next edit when the model of the one before is shown', async () => {
    add(set('name', 'A'));
    add(unset);
    assert.deepEqual(
      sent.map(({ edit, version }) => [edit.type, version]),
      [['set', 1]],
    );
    answer(2);
    await settled();
    assert.deepEqual([sent.length, done.length], [1, 0]);
    queue.shown(2);
    await settled();
    assert.equal(done[0]?.state, 'done');
    assert.deepEqual([sent[1]?.edit.type, sent[1]?.version], ['unset', 2]);
  });

  it('is done at once when nothing had to change', async () => {
    add(set('name', 'A'));
    answer(1);
    await settled();
    assert.equal(done[0]?.state, 'done');
  });

  it('makes an edit again when the text changed under it, for the newer model', async () => {
    add(set('name', 'A'));
    queue.answered({ type: 'edited', id: sent[0]?.id ?? 0, outcome: { state: 'stale' } });
    assert.equal(sent.length, 1);
    queue.shown(2);
    assert.deepEqual([sent[1]?.version, sent[1]?.edit], [2, set('name', 'A')]);
  });

  it('gives up, in words, when the text never keeps still', async () => {
    add(set('name', 'A'));
    for (let version = 2; version < 6; version++) {
      queue.answered({ type: 'edited', id: sent.at(-1)?.id ?? 0, outcome: { state: 'stale' } });
      queue.shown(version);
    }
    await settled();
    assert.equal(done[0]?.state, 'refused');
  });

  it('sends only the last of several values that wait for one field', async () => {
    add(unset);
    add(set('name', 'A'));
    add(set('name', 'AB'));
    answer(2);
    queue.shown(2);
    await settled();
    assert.deepEqual(
      sent.map(({ edit }) => edit),
      [unset, set('name', 'AB')],
    );
    assert.deepEqual(
      done.map(({ state }) => state),
      ['replaced', 'done'],
    );
  });
});

describe('parts of a model that did not change', () => {
  it('stay the same objects', () => {
    const before = { rules: [{ path: [0], value: 'a' }, { path: [1] }], version: 1 };
    const after = share(before, { rules: [{ path: [0], value: 'b' }, { path: [1] }], version: 2 });
    assert.deepEqual(after, { rules: [{ path: [0], value: 'b' }, { path: [1] }], version: 2 });
    assert.equal(after.rules[1], before.rules[1]);
    assert.notEqual(after.rules[0], before.rules[0]);
    assert.equal(after.rules[0]?.path, before.rules[0]?.path);
  });

  it('are told from parts that have more or fewer keys', () => {
    const before = { a: 1, b: 2 };
    assert.deepEqual(share<object>(before, { a: 1 }), { a: 1 });
    assert.equal(share<object>(before, { a: 1, b: 2 }), before);
  });
});

describe('query builder: times in the page', () => {
  // The page knows nothing of the language, so its lists stand there again.
  it('offers every period and unit of the language, and no other', () => {
    assert.deepEqual(PERIODS_OF_PAGE, PERIODS);
    assert.deepEqual(
      ['s', 'm', 'h', 'd', 'w', 'mo', 'q', 'y'].filter((unit) => parseDuration(`1${unit}`)),
      UNIT_IDS,
    );
  });
});
