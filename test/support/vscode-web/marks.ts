/** Begins each line that tests print, so that it is told from what else is logged. */
export const TEST = '[test] ';
