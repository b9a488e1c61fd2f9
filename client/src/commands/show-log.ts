import type { Command } from './command.ts';

/** Shows the extension's log. */
export const showLog: Command = {
  run: async ({ log }) => log.show(),
};
