import assert from 'node:assert/strict';
import { createProfiles, KNOWN_VALUES } from '../../server/src/insights/index.ts';
import type { Property } from '../../server/src/language/schema/model.ts';
import type { SegmentStore } from '../../server/src/store/index.ts';
import { poll } from '../support/poll.ts';

const property = (name: string, more: Partial<Property> = {}): Property => ({
  name,
  type: 'string',
  range: { start: 0, end: 0 },
  aliases: [],
  ordered: false,
  labels: new Map(),
  examples: [],
  pii: false,
  sensitive: false,
  ...more,
});

/** A store that answers when it is let, and tells what it was asked. */
function fakeStore() {
  const asked: string[] = [];
  let let1: (() => void) | undefined;
  const answer = <T>(value: T) =>
    new Promise<T>((resolve) => {
      let1 = () => resolve(value);
    });
  const store = {
    eventProfile: (name: string) => {
      asked.push(name);
      return answer({ rows: 2, users: 1, first: 0, last: 1 });
    },
    propertyProfile: ({ name, event }: { name: string; event?: string }, limit: number) => {
      asked.push(`${event ?? 'users'}.${name} ${limit}`);
      return answer({ of: 2, present: 1, distinct: 0, values: [] });
    },
  } as unknown as SegmentStore;
  const next = async () => {
    const go = await poll(() => let1, 'a question');
    let1 = undefined;
    go();
  };
  return { store, asked, next };
}

describe('what is known of the data', () => {
  it('is undefined at first, then found in the background, and told of once', async () => {
    const { store, asked, next } = fakeStore();
    let told = 0;
    const profiles = createProfiles({ ask: (work) => work(store), found: () => told++ });
    assert.equal(profiles.event('Charged'), undefined);
    assert.equal(profiles.event('Charged'), undefined);
    assert.equal(profiles.property(property('city')), undefined);
    assert.equal(profiles.busy, true);
    await next();
    await next();
    await poll(() => told > 0 || undefined, 'being told');
    assert.deepEqual(profiles.event('Charged'), { rows: 2, users: 1, first: 0, last: 1 });
    assert.equal(profiles.property(property('city'))?.present, 1);
    assert.deepEqual([told, asked, profiles.busy], [1, [`users.city ${KNOWN_VALUES}`, 'Charged'], false]);
  });

  it('is found newest question first: what a person looks at now', async () => {
    const { store, asked, next } = fakeStore();
    const profiles = createProfiles({ ask: (work) => work(store), found: () => undefined });
    const all = ['one', 'two', 'three'].map((name) => profiles.findEvent(name));
    for (let i = 0; i < 3; i++) await next();
    await Promise.all(all);
    assert.deepEqual(asked, ['three', 'two', 'one']);
  });

  it('holds no value of a personal or sensitive property', async () => {
    const { store, asked, next } = fakeStore();
    const profiles = createProfiles({ ask: (work) => work(store), found: () => undefined });
    const [card, faith] = [property('card', { pii: true, event: 'Charged' }), property('faith', { sensitive: true })];
    const found = [profiles.findProperty(card), profiles.findProperty(faith)];
    for (let i = 0; i < 2; i++) await next();
    assert.deepEqual(
      (await Promise.all(found)).map((each) => each?.present),
      [1, 1],
    );
    assert.deepEqual(asked, ['users.faith 0', 'Charged.card 0']);
  });

  it('is asked for again when it could not be found, and not told of', async () => {
    const { store, next } = fakeStore();
    let [told, fails] = [0, true];
    const profiles = createProfiles({
      ask: (work) => (fails ? Promise.reject(new Error('closed')) : work(store)),
      found: () => told++,
    });
    assert.equal(await profiles.findEvent('Charged'), undefined);
    assert.equal(told, 0);
    fails = false;
    const found = profiles.findEvent('Charged');
    await next();
    assert.equal((await found)?.rows, 2);
  });

  it('leaves nobody waiting when the data is replaced', async () => {
    const profiles = createProfiles({
      ask: (_work, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
      found: () => assert.fail('nothing was found'),
    });
    const all = [profiles.findEvent('one'), profiles.findEvent('two')];
    profiles.close();
    assert.deepEqual(await Promise.all(all), [undefined, undefined]);
  });
});
