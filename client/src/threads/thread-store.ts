import { messageOf } from '../platform/error-text.ts';
import {
  NewerThreadError,
  readThread,
  summaryOf,
  THREAD_VERSION,
  type Thread,
  type ThreadSummary,
  type Turn,
} from './thread.ts';

/** Where threads are kept: files of a folder, by name. */
export interface ThreadFiles {
  list(): Promise<readonly string[]>;
  read(name: string): Promise<string>;
  /** Whole or not at all. */
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Keeps a file that cannot be read out of the way; gives its new place for people. */
  setAside(name: string): Promise<string>;
}

export interface ThreadProblem {
  readonly name: string;
  readonly reason: string;
  /** Where the file went; absent when it stayed. */
  readonly place?: string;
}

export interface ThreadStore {
  /** All threads, the latest first. */
  list(): Promise<readonly ThreadSummary[]>;
  read(id: string): Promise<Thread | undefined>;
  /** The thread whose segment is this file. */
  about(uri: string): Promise<string | undefined>;
  /** Begins a thread with its first turn, or adds one to a thread that there is. Gives its place. */
  add(
    thread: { readonly id?: string | undefined; readonly title: string; readonly near: string },
    turn: Turn,
  ): Promise<{ readonly id: string; readonly turn: number }>;
  /** Marks a turn's text as the one that went into the file. */
  apply(id: string, turn: number): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** A segment's file has another name now: its threads go on with that. */
  move(from: string, to: string): Promise<void>;
}

export interface ThreadStoreEvents {
  changed(id: string | undefined): void;
  /** Files that could not be read. The other threads work. */
  problems(problems: readonly ThreadProblem[]): void;
}

/** So many files are read at once when the list is first asked for. */
const AT_ONCE = 32;

const SUFFIX = '.json';

/** Threads as files, one each. The list is read once; a thread's texts are read when they are asked for. */
export function createThreadStore(files: ThreadFiles, events: ThreadStoreEvents): ThreadStore {
  let loading: Promise<Map<string, ThreadSummary>> | undefined;
  let sorted: readonly ThreadSummary[] | undefined;
  /** Changes come one after the other, so that none is lost. */
  let turn: Promise<unknown> = Promise.resolve();

  const load = async () => {
    const names = (await files.list()).filter((name) => name.endsWith(SUFFIX));
    const found = new Map<string, ThreadSummary>();
    const problems: ThreadProblem[] = [];
    const readOne = async (name: string) => {
      const thread = await readFile(files, name, problems);
      if (thread) found.set(thread.id, summaryOf(thread));
    };
    for (let at = 0; at < names.length; at += AT_ONCE) await Promise.all(names.slice(at, at + AT_ONCE).map(readOne));
    if (problems.length) events.problems(problems);
    return found;
  };
  const summaries = () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const read = async (id: string) => {
    if (!(await summaries()).has(id)) return undefined;
    const problems: ThreadProblem[] = [];
    const thread = await readFile(files, id + SUFFIX, problems);
    if (problems.length) {
      (await summaries()).delete(id);
      sorted = undefined;
      events.problems(problems);
      events.changed(undefined);
    }
    return thread;
  };
  const write = async (thread: Thread) => {
    const known = await summaries();
    await files.write(thread.id + SUFFIX, `${JSON.stringify(thread, undefined, 1)}\n`);
    const isNew = !known.has(thread.id);
    known.set(thread.id, summaryOf(thread));
    sorted = undefined;
    events.changed(isNew ? undefined : thread.id);
  };
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  const change = (id: string, edit: (thread: Thread) => Thread) =>
    inTurn(async () => {
      const thread = await read(id);
      if (thread) await write(edit(thread));
    });

  return {
    list: async () => {
      const known = await summaries();
      sorted ??= [...known.values()].sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0));
      return sorted;
    },
    read,
    about: async (uri) => {
      const matching = [...(await summaries()).values()].filter((summary) => summary.uri === uri);
      return matching.sort((a, b) => (a.updated < b.updated ? 1 : -1))[0]?.id;
    },
    add: ({ id, title, near }, added) =>
      inTurn(async () => {
        const before = id === undefined ? undefined : await read(id);
        const thread: Thread = before
          ? { ...before, updated: added.at, turns: [...before.turns, added] }
          : { version: THREAD_VERSION, id: newId(), title, created: added.at, updated: added.at, near, turns: [added] };
        await write(thread);
        return { id: thread.id, turn: thread.turns.length - 1 };
      }),
    apply: (id, index) =>
      change(id, (thread) => ({
        ...thread,
        turns: thread.turns.map((each, at) => (at === index ? { ...each, applied: true } : each)),
      })),
    rename: (id, title) => change(id, (thread) => ({ ...thread, title })),
    move: async (from, to) => {
      const about = [...(await summaries()).values()].filter(({ uri }) => uri === from);
      const moved = (turn: Turn): Turn => (turn.uri === from ? { ...turn, uri: to } : turn);
      for (const { id } of about)
        await change(id, (thread) => ({
          ...thread,
          near: thread.near === from ? to : thread.near,
          turns: thread.turns.map(moved),
        }));
    },
    remove: (id) =>
      inTurn(async () => {
        await files.remove(id + SUFFIX);
        (await summaries()).delete(id);
        sorted = undefined;
        events.changed(undefined);
      }),
  };
}

async function readFile(files: ThreadFiles, name: string, problems: ThreadProblem[]): Promise<Thread | undefined> {
  let text: string;
  try {
    text = await files.read(name);
  } catch (error) {
    problems.push({ name, reason: messageOf(error) });
    return undefined;
  }
  try {
    const thread = readThread(text);
    if (thread.id + SUFFIX !== name) throw new Error('it belongs to another thread');
    return thread;
  } catch (error) {
    if (error instanceof NewerThreadError) problems.push({ name, reason: error.message });
    else problems.push({ name, reason: messageOf(error), place: await files.setAside(name).catch(() => name) });
    return undefined;
  }
}

/** Sorts by time, and is a file's name everywhere. */
const newId = (): string => `${Date.now().toString(36)}-${crypto.randomUUID().slice(0, 8)}`;
