import type { Command } from './command.ts';

/** Shows the segments of the view by tag. */
export const groupByTag: Command = { run: ({ views }) => views.segments.groupBy('tag') };
