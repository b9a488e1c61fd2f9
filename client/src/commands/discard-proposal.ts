import type { Command } from './command.ts';

/** Closes the active diff and changes nothing. */
export const discardProposal: Command = { run: async ({ proposals }, resource) => proposals.discard(resource) };
