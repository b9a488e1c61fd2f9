import type { Command } from './command.ts';

/** Shows the segments of the view by folder. */
export const groupByFolder: Command = { run: ({ views }) => views.segments.groupBy('folder') };
