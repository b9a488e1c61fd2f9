import { Argument, type Command, Option } from 'commander';
import type { SegmentStore } from '../store/index.ts';
import { reportBlockers } from './blocked.ts';
import type { Call } from './command.ts';
import { CliError, type ExitCode } from './io.ts';
import { openSegment, type Session } from './session.ts';
import { openSessionStore } from './store.ts';

/** The argument that names a segment. */
export const segmentArgument = (): Argument => new Argument('<file>', 'a segment’s file or id');

/** `--format` with the first choice as default. */
export const formatOption = (...choices: readonly [string, ...string[]]): Option =>
  new Option('--format <format>', 'how to print it').choices(choices).default(choices[0]);

/** Adds what every command that evaluates a segment takes. */
export const evaluated = (definition: Command): Command =>
  definition
    .addArgument(segmentArgument())
    .addOption(new Option('--as-of <instant>', 'evaluate at this date or date-time (default: the schema’s as_of)'));

/** A segment without errors, and the store to ask. */
export interface Evaluating extends Session {
  readonly uri: string;
  readonly store: SegmentStore;
  readonly asOf: { readonly asOf?: string };
}

/** Opens a segment and its store, lets `work` ask, and closes the store. A segment with errors is not evaluated. */
export async function withSegment(call: Call, work: (on: Evaluating) => Promise<ExitCode>): Promise<ExitCode> {
  const session = await openSegment(call);
  const blockers = session.snapshot.blockers(session.uri);
  if (blockers.length > 0) return reportBlockers(session, blockers, call.io);
  const store = await openSessionStore(session, call.io);
  const asOf = call.options['asOf'];
  try {
    return await work({ ...session, store, asOf: typeof asOf === 'string' ? { asOf } : {} });
  } finally {
    await store.close();
  }
}

/** A whole number option. */
export function wholeNumber(name: string, value: unknown, least: number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least) {
    throw new CliError(`${name} takes a whole number from ${least} on, not “${value}”.`);
  }
  return number;
}
