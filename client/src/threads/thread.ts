/**
 * A conversation about one segment: its prompts with what each came to. Kept as one JSON file in the workspace's
 * storage. Invariant: plain data that can be written and read again; a file that is not one is refused as a whole.
 */
import type { Answer, Remarks } from '../../../server/src/protocol/index.ts';

export const THREAD_VERSION = 1;

export interface Turn {
  /** ISO instant. */
  readonly at: string;
  readonly kind: 'new' | 'refine';
  readonly prompt: string;
  readonly answers: readonly Answer[];
  readonly provider: string;
  readonly assumptions: readonly string[];
  /** Questions that stayed open. */
  readonly questions: readonly string[];
  readonly notUnderstood: readonly string[];
  /** What changed, in words. */
  readonly changes: readonly string[];
  /** The segment's file; null when none came of it. */
  readonly uri: string | null;
  /** The text that was made; null when none came of it. */
  readonly text: string | null;
  /** Whether the text went into the file. */
  readonly applied: boolean;
}

export interface Thread {
  readonly version: typeof THREAD_VERSION;
  readonly id: string;
  readonly title: string;
  readonly created: string;
  readonly updated: string;
  /** A document or folder of the project that it is about. */
  readonly near: string;
  readonly turns: readonly Turn[];
}

/** What the list needs of a thread, so that the texts of many need not be kept in memory. */
export interface ThreadSummary {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly prompts: readonly string[];
  /** The file that it is about now. */
  readonly uri: string | undefined;
}

export function summaryOf(thread: Thread): ThreadSummary {
  return {
    id: thread.id,
    title: thread.title,
    updated: thread.updated,
    prompts: thread.turns.map(({ prompt }) => prompt),
    uri: fileOf(thread),
  };
}

/** The file that the thread's last applied turn made or changed. */
export function fileOf({ turns }: Thread): string | undefined {
  return turns.findLast(({ uri, applied }) => uri !== null && applied)?.uri ?? undefined;
}

/** Everything that was answered so far; the last answer about the same words holds. */
export function answersOf({ turns }: Thread): readonly Answer[] {
  const answers = turns.flatMap((turn) => turn.answers);
  return [...new Map(answers.map((answer) => [answer.about, answer])).values()];
}

/** A turn out of what came of a prompt. */
export function turnOf(
  made: Pick<Turn, 'kind' | 'prompt' | 'answers' | 'uri' | 'text' | 'applied'> & {
    readonly changes?: readonly string[];
  },
  remarks: Remarks,
): Turn {
  return {
    at: new Date().toISOString(),
    changes: [],
    ...made,
    provider: remarks.provider,
    assumptions: remarks.assumptions,
    questions: remarks.questions.map(({ question }) => question),
    notUnderstood: remarks.notUnderstood,
  };
}

/** Reads a thread's file. Throws with a sentence when it is not one. */
export function readThread(text: string): Thread {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new Error('it holds no thread');
  if (typeof value['version'] === 'number' && value['version'] > THREAD_VERSION) {
    throw new NewerThreadError('it was written by a newer version of the extension');
  }
  const wrong = ['id', 'title', 'created', 'updated', 'near'].find((key) => typeof value[key] !== 'string');
  if (wrong !== undefined) throw new Error(`its “${wrong}” is no text`);
  const turns = value['turns'];
  if (value['version'] !== THREAD_VERSION || !Array.isArray(turns) || !turns.every(isTurn)) {
    throw new Error('its turns cannot be read');
  }
  return value as unknown as Thread;
}

/** Not broken, only not for us: it stays where it is. */
export class NewerThreadError extends Error {
  override readonly name = 'NewerThreadError';
}

function isTurn(value: unknown): boolean {
  return (
    isRecord(value) &&
    ['at', 'kind', 'prompt', 'provider'].every((key) => typeof value[key] === 'string') &&
    ['assumptions', 'questions', 'notUnderstood', 'changes'].every((key) => isTexts(value[key])) &&
    Array.isArray(value['answers']) &&
    value['answers'].every((a) => isRecord(a) && typeof a['about'] === 'string' && typeof a['answer'] === 'string') &&
    ['uri', 'text'].every((key) => value[key] === null || typeof value[key] === 'string') &&
    typeof value['applied'] === 'boolean'
  );
}

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
