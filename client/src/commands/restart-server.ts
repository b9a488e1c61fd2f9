import type { Command } from './command.ts';

/** Stops the language server and starts it again. */
export const restartServer: Command = {
  run: async ({ server, insights }) => {
    await server.restart();
    insights.refresh();
  },
};
