import type { CliCommand } from '../command.ts';
import { check } from './check.ts';
import { evaluate } from './eval.ts';
import { explain } from './explain.ts';
import { fmt } from './fmt.ts';
import { importData } from './import.ts';
import { init } from './init.ts';
import { insights } from './insights.ts';
import { lsp } from './lsp.ts';
import { mcp } from './mcp.ts';
import { newSegment } from './new.ts';
import { refine } from './refine.ts';
import { sql } from './sql.ts';
import { users } from './users.ts';
import { why } from './why.ts';

/** The commands, in the order in which help lists them. */
export const commands = {
  init,
  check,
  fmt,
  new: newSegment,
  refine,
  insights,
  users,
  explain,
  why,
  sql,
  import: importData,
  eval: evaluate,
  lsp,
  mcp,
} satisfies Record<string, CliCommand>;
