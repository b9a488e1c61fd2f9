import type { Property } from '../language/schema/model.ts';
import type { EventProfile, PropertyProfile, SegmentStore } from '../store/ports.ts';

/**
 * What is known of one version of a project's data. A question is answered at once from what is known; what is not
 * known yet is found in the background, one question at a time, the newest first.
 * Invariant: no value of a personal or sensitive property ever leaves here, only how full it is.
 */
export interface Profiles {
  /** Undefined while it is being found; `found` is told when it is there. */
  event(name: string): EventProfile | undefined;
  property(property: Property): PropertyProfile | undefined;
  /** Waits for it; undefined when it cannot be found. */
  findEvent(name: string): Promise<EventProfile | undefined>;
  findProperty(property: Property): Promise<PropertyProfile | undefined>;
  /** Waits for everything that was asked for. */
  settled(): Promise<void>;
  /** True while something that was asked for is not known. */
  readonly busy: boolean;
  /** Gives up what is being found. */
  close(): void;
}

export interface ProfilesOptions {
  /** Asks the store of this version; rejects when there is none any more. */
  readonly ask: <T>(work: (store: SegmentStore) => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** Told when something that was asked for is known: after all of it, and now and then before. */
  readonly found: () => void;
}

/** So many of a property's values are known. With fewer different ones, all. */
export const KNOWN_VALUES = 1000;

/** So often, in milliseconds, what was found of much is told of. */
const TELL_EVERY = 500;

interface Wish {
  readonly find: (store: SegmentStore, signal: AbortSignal) => Promise<unknown>;
  readonly promise: Promise<unknown>;
  readonly settle: (value: unknown) => void;
  value?: unknown;
}

export function createProfiles({ ask, found }: ProfilesOptions): Profiles {
  const wishes = new Map<string, Wish>();
  const waiting: string[] = [];
  const abort = new AbortController();
  let finding: Promise<void> | undefined;

  const wish = (key: string, find: Wish['find']): Wish => {
    const known = wishes.get(key);
    if (known) return known;
    let settle: Wish['settle'] = () => undefined;
    const promise = new Promise<unknown>((resolve) => {
      settle = resolve;
    });
    const made: Wish = { find, promise, settle };
    wishes.set(key, made);
    waiting.push(key);
    finding ??= findAll();
    return made;
  };

  const findAll = async (): Promise<void> => {
    let any = false;
    let told = performance.now();
    // What is asked for together is one list, from which the newest is taken first.
    await Promise.resolve();
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      const next = wishes.get(key);
      if (!next) continue;
      try {
        next.value = await ask((store) => next.find(store, abort.signal), abort.signal);
        any = true;
      } catch {
        // The store is gone or busy with another version: whoever asks again gets a new try.
        wishes.delete(key);
      }
      next.settle(next.value);
      if (any && waiting.length > 0 && performance.now() - told > TELL_EVERY) {
        told = performance.now();
        found();
      }
    }
    finding = undefined;
    if (any && !abort.signal.aborted) found();
  };

  const eventWish = (name: string) => wish(`event ${name}`, (store, signal) => store.eventProfile(name, { signal }));
  const propertyWish = ({ name, type, event, pii, sensitive }: Property) =>
    wish(`property ${JSON.stringify([event ?? null, name, type, pii || sensitive])}`, (store, signal) =>
      store.propertyProfile(
        { name, type, ...(event === undefined ? {} : { event }) },
        pii || sensitive ? 0 : KNOWN_VALUES,
        { signal },
      ),
    );
  return {
    event: (name) => eventWish(name).value as EventProfile | undefined,
    property: (property) => propertyWish(property).value as PropertyProfile | undefined,
    findEvent: (name) => eventWish(name).promise as Promise<EventProfile | undefined>,
    findProperty: (property) => propertyWish(property).promise as Promise<PropertyProfile | undefined>,
    get busy() {
      return finding !== undefined;
    },
    settled: async () => finding,
    close: () => {
      abort.abort();
      for (const key of waiting.splice(0)) wishes.get(key)?.settle(undefined);
    },
  };
}
