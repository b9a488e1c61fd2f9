import type { Command as Definition } from 'commander';
import type { ExitCode, Io } from './io.ts';

/** What a command is run with: its options by name, its positional arguments in order. */
export interface Call {
  readonly io: Io;
  readonly options: Readonly<Record<string, unknown>>;
  readonly args: readonly unknown[];
}

/** One command of the command line. The file's name is the command's. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  /** Adds arguments and options; returns the same definition. */
  define(definition: Definition): Definition;
  run(call: Call): Promise<ExitCode>;
}
