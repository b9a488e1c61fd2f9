/** Marks that say nothing by themselves when it is asked whether a part says anything else. */

export const SILENT = new Set(['filler', 'aux', 'light', 'thing', 'with', 'both', 'join']);
