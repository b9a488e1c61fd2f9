#!/usr/bin/env node
/**
 * The command line: the same core as the language server, for CI, git hooks, scripts and terminals.
 * Invariant: JSON output is one document and nothing else; a failure is one sentence, never a stack trace
 * (`--debug` shows it).
 */
import { Command, CommanderError, Option } from 'commander';
import { CancelledError, StoreError } from '../store/ports.ts';
import { commands } from './commands/registry.ts';
import { CliError, type ExitCode, processIo } from './io.ts';

const VERSION = process.env['SEGMENTS_VERSION'] ?? '0.0.0';

async function main(argv: readonly string[]): Promise<ExitCode> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const io = processIo(stop.signal);
  let code: ExitCode = 0;

  const program = new Command('segments')
    .description('User segments as code: check, count, export and write .segment.yaml files.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('Run “segments --help” for the commands and their options.')
    .configureOutput({ writeErr: (text) => io.err(text.trimEnd()) })
    .exitOverride();
  for (const command of Object.values(commands)) {
    const sub = command.define(program.command(command.name).description(command.summary));
    sub
      .addOption(new Option('--project <dir>', 'the project’s folder (default: found upward from here)'))
      .addOption(new Option('--debug', 'show the stack trace of a failure'))
      .action(async (...args: unknown[]) => {
        // Commander passes the positional arguments, then the options, then the command itself.
        const positional = args.slice(0, -2);
        code = await command.run({ io, options: sub.opts(), args: positional });
      });
  }

  try {
    await program.parseAsync(commandFirst(argv), { from: 'user' });
    return code;
  } catch (error) {
    return report(error, argv.includes('--debug'), io.err);
  }
}

/** The options that every command takes may also stand before its name. */
function commandFirst(argv: readonly string[]): string[] {
  let at = 0;
  for (let option = argv[at]; option !== undefined; option = argv[at]) {
    if (option === '--project') at += 2;
    else if (option === '--debug' || option.startsWith('--project=')) at += 1;
    else break;
  }
  return [...argv.slice(at, at + 1), ...argv.slice(0, at), ...argv.slice(at + 1)];
}

function report(error: unknown, debug: boolean, err: (text: string) => void): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it has spoken itself
  if (debug && error instanceof Error) err(error.stack ?? error.message);
  else if (error instanceof CancelledError) err('Cancelled.');
  else if (error instanceof CliError || error instanceof StoreError) err(error.message);
  else
    err(
      `Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)} (--debug shows where)`,
    );
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
