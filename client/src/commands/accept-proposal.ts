import type { Command } from './command.ts';

/** Makes the change that the active diff proposes. */
export const acceptProposal: Command = { run: async ({ proposals }, resource) => proposals.accept(resource) };
