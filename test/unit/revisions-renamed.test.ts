import assert from 'node:assert/strict';
import { openProject, type ProjectSnapshot } from '../../server/src/project/index.ts';
import { earlierUris } from '../../server/src/revisions/index.ts';
import { memoryHost } from '../support/memory-host.ts';

const SCHEMA = 'version: 1\nunknown: warning\n';

async function projectOf(files: Readonly<Record<string, string>>): Promise<ProjectSnapshot> {
  const host = memoryHost(new Map([['segments.schema.yaml', SCHEMA], ...Object.entries(files)]));
  return (await openProject(host.rootUri, host)).settle();
}

/** Where the segments of a project lay before, by path; those that are new or lie where they lay are left out. */
async function renamed(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const named = (files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([id, text]) => [`${id}.segment.yaml`, text]));
  const [earlier, present] = [await projectOf(named(before)), await projectOf(named(now))];
  const uriOf = earlierUris(earlier, present);
  const id = (uri: string) => uri.slice(`${present.rootUri}/`.length).replace('.segment.yaml', '');
  const pairs = present.uris.flatMap((uri) => {
    const from = uriOf(uri);
    return from === undefined || from === uri ? [] : [[id(uri), id(from)] as const];
  });
  return Object.fromEntries(pairs);
}

const rule = (value: string) => `  - user: os\n    is: ${value}\n`;
const segment = (name: string, ...values: readonly string[]) => `name: ${name}\nwhere:\n${values.map(rule).join('')}`;

describe('files of segments that were renamed since a commit', () => {
  it('are found by the same text, whatever the line ends', async () => {
    const text = segment('A', 'x');
    assert.deepEqual(await renamed({ a: text }, { b: text }), { b: 'a' });
    assert.deepEqual(await renamed({ a: text }, { 'deep/b': text.replaceAll('\n', '\r\n') }), { 'deep/b': 'a' });
    assert.deepEqual(await renamed({ a: text, c: segment('C', 'y') }, { b: text, c: segment('C', 'z') }), { b: 'a' });
  });

  it('are found by their id, wherever they were moved and whatever they say now', async () => {
    assert.deepEqual(await renamed({ 'x/a': segment('A', 'x') }, { 'y/a': segment('B', 'y') }), { 'y/a': 'x/a' });
    // The one that moved is not also the other.
    const text = segment('A', 'x');
    assert.deepEqual(await renamed({ 'x/a': text }, { 'y/a': segment('B', 'y'), b: text }), { 'y/a': 'x/a' });
  });

  it('are found by the same rules, however they are written', async () => {
    const written = 'name: Another # one\nwhere: [{user: os, is: x}]\n';
    assert.deepEqual(await renamed({ a: segment('A', 'x') }, { b: written }), { b: 'a' });
  });

  it('are found by their name, when most lines are the same too', async () => {
    assert.deepEqual(await renamed({ a: segment('A', 'x', 'y', 'z') }, { b: segment('A', 'x', 'y', 'w') }), { b: 'a' });
    const other = 'name: A\nwhere:\n  - did: Charged\n    within: 3d\n  - did: Launched\n    within: 4d\n';
    assert.deepEqual(await renamed({ a: segment('A', 'x', 'y', 'z') }, { b: other }), {});
    assert.deepEqual(await renamed({ a: segment('A', 'x', 'y', 'z') }, { b: segment('B', 'x', 'y', 'w') }), {});
  });

  it('are new where more than one could be meant, or none is gone', async () => {
    const text = segment('A', 'x');
    assert.deepEqual(await renamed({ a: text }, { a: text, b: text }), {});
    assert.deepEqual(await renamed({ a: text }, { b: text, c: text }), {});
    assert.deepEqual(await renamed({ a: text, b: text }, { c: text }), {});
    assert.deepEqual(await renamed({ a: text }, { b: segment('B', 'y') }), {});
    assert.deepEqual(await renamed({ a: text, b: `${text}# b\n` }, { c: `${text}# c\n` }), {});
  });

  it('are found one by one when many are renamed at once', async () => {
    const [a, b] = [segment('A', 'x'), segment('B', 'y', 'z', 'w')];
    assert.deepEqual(await renamed({ a, b }, { c: a, d: b.replace('is: w', 'is: v') }), { c: 'a', d: 'b' });
    assert.deepEqual(await renamed({ a, b }, { a: b, b: a }), {});
  });
});
