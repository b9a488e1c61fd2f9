import assert from 'node:assert/strict';
import { replacement, sameText } from '../../client/src/proposals/replacement.ts';
import { answersOf, readThread, type Turn } from '../../client/src/threads/thread.ts';
import { createThreadStore, type ThreadFiles, type ThreadProblem } from '../../client/src/threads/thread-store.ts';

const turn = (prompt: string, more: Partial<Turn> = {}): Turn => ({
  at: '2026-06-30T12:00:00.000Z',
  kind: 'new',
  prompt,
  answers: [],
  provider: 'builtin',
  assumptions: [],
  questions: [],
  notUnderstood: [],
  changes: [],
  uri: null,
  text: null,
  applied: false,
  ...more,
});

describe('threads', () => {
  let kept: Map<string, string>;
  let reads: number;
  let problems: ThreadProblem[];

  const files: ThreadFiles = {
    list: async () => [...kept.keys()],
    read: async (name) => {
      reads++;
      return kept.get(name)!;
    },
    write: async (name, text) => void kept.set(name, text),
    remove: async (name) => void kept.delete(name),
    setAside: async (name) => {
      kept.set(`${name}.broken`, kept.get(name)!);
      kept.delete(name);
      return `/aside/${name}.broken`;
    },
  };
  const open = () =>
    createThreadStore(files, { changed: () => undefined, problems: (found) => void problems.push(...found) });

  beforeEach(() => {
    kept = new Map();
    reads = 0;
    problems = [];
  });

  it('follow a file that is renamed', async () => {
    const [from, to] = ['file:///p/a.segment.yaml', 'file:///p/b.segment.yaml'];
    const store = open();
    const made = turn('one', { uri: from, text: 'name: A', applied: true });
    const { id } = await store.add({ title: 'One', near: from }, made);
    const { id: other } = await store.add({ title: 'Two', near: from }, turn('two'));
    await store.move(from, to);
    assert.equal(await store.about(from), undefined);
    assert.equal(await open().about(to), id);
    assert.deepEqual((await store.read(id))?.turns, [{ ...made, uri: to }]);
    assert.equal((await store.read(other))?.near, from);
  });

  it('come back as they were, the latest first', async () => {
    const store = open();
    const { id: first } = await store.add({ title: 'One', near: 'file:///p' }, turn('one'));
    const { id: second } = await store.add(
      { title: 'Two', near: 'file:///p' },
      turn('two', { at: '2026-07-01T00:00:00.000Z' }),
    );
    const answers = [{ about: 'VIP', answer: 'top 10%' }];
    const later = turn('three', {
      at: '2026-07-02T00:00:00.000Z',
      answers,
      uri: 'file:///p/a.segment.yaml',
      text: 'x',
    });
    assert.deepEqual(await store.add({ id: first, title: 'ignored', near: 'file:///p' }, later), {
      id: first,
      turn: 1,
    });
    await store.apply(first, 1);
    await store.rename(second, 'Zwei');

    const again = open();
    assert.deepEqual(
      (await again.list()).map(({ id, title, prompts }) => [id, title, prompts]),
      [
        [first, 'One', ['one', 'three']],
        [second, 'Zwei', ['two']],
      ],
    );
    assert.equal(await again.about('file:///p/a.segment.yaml'), first);
    const thread = await again.read(first);
    assert.ok(thread);
    assert.deepEqual(answersOf(thread), answers);
    assert.equal(thread.turns[1]?.applied, true);
    await again.remove(first);
    assert.deepEqual(
      (await open().list()).map(({ id }) => id),
      [second],
    );
  });

  it('loses none of several changes at once', async () => {
    const store = open();
    const { id } = await store.add({ title: 'One', near: 'file:///p' }, turn('0'));
    await Promise.all([1, 2, 3, 4].map((n) => store.add({ id, title: '', near: '' }, turn(String(n)))));
    assert.deepEqual((await store.list())[0]?.prompts, ['0', '1', '2', '3', '4']);
  });

  it('sets a broken file aside and keeps the rest', async () => {
    const { id: good } = await open().add({ title: 'Good', near: 'file:///p' }, turn('good'));
    kept.set('cut.json', kept.get(`${good}.json`)!.slice(0, 40));
    kept.set('empty.json', '');
    kept.set('other.json', kept.get(`${good}.json`)!);
    kept.set('newer.json', '{"version": 99}');
    kept.set('half.json.new', '{');
    assert.deepEqual(
      (await open().list()).map(({ id }) => id),
      [good],
    );
    assert.deepEqual(problems.map(({ name, place }) => [name, place !== undefined]).sort(), [
      ['cut.json', true],
      ['empty.json', true],
      ['newer.json', false],
      ['other.json', true],
    ]);
    assert.ok(kept.has('cut.json.broken') && kept.has('newer.json'));
    problems = [];
    await open().list();
    assert.deepEqual(
      problems.map(({ name }) => name),
      ['newer.json'],
    );
  });

  it('lists a thousand without reading them twice', async () => {
    const store = open();
    for (let n = 0; n < 1000; n++) await store.add({ title: `Thread ${n}`, near: 'file:///p' }, turn(`prompt ${n}`));
    reads = 0;
    const again = open();
    assert.equal((await again.list()).length, 1000);
    assert.equal(reads, 1000);
    await again.list();
    assert.equal(reads, 1000);
  });

  it('refuses what is no thread', () => {
    for (const text of [
      'null',
      '[]',
      '{}',
      '{"version":1,"id":"a","title":"","created":"","updated":"","near":"","turns":[{}]}',
    ]) {
      assert.throws(() => readThread(text), Error, text);
    }
  });
});

describe('a proposed text', () => {
  const applied = (old: string, next: string) => {
    const { start, end, text } = replacement(old, next);
    return old.slice(0, start) + text + old.slice(end);
  };

  it('replaces only what differs', () => {
    assert.deepEqual(replacement('a\nb\nc\n', 'a\nx\nc\n'), { start: 2, end: 3, text: 'x' });
    assert.deepEqual(replacement('aa', 'aaa'), { start: 2, end: 2, text: 'a' });
    assert.deepEqual(replacement('same', 'same'), { start: 4, end: 4, text: '' });
  });

  it('keeps the ends of lines and whole letters', () => {
    assert.equal(applied('a\r\nb\r\n', 'a\nb\nc\n'), 'a\r\nb\r\nc\r\n');
    assert.equal(applied('a\r\n', 'a'), 'a');
    const { start } = replacement('name: 😀', 'name: 😁');
    assert.equal(start, 6);
    assert.equal(applied('name: 😀', 'name: 😁'), 'name: 😁');
    assert.ok(sameText('\uFEFFa\r\nb', 'a\nb') && !sameText('a', 'b'));
  });
});
