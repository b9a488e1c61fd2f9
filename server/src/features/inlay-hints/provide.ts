import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import type { AsyncFeature } from '../feature.ts';
import { ruleCountHints } from './rule-counts.ts';
import { windowDateHints } from './window-dates.ts';

/** Behind each rule how many users it holds and how many it leaves; behind a relative time the days that it means now. */
export const inlayHints: AsyncFeature<InlayHintParams, InlayHint[]> = {
  method: 'textDocument/inlayHint',
  capability: { inlayHintProvider: true },
  fallback: [],
  provide: async (document, { range }, context) => {
    if (document.kind !== 'segment') return [];
    const within = { start: document.text.offsetAt(range.start), end: document.text.offsetAt(range.end) };
    const { counts, dates } = context.settings.inlayHints;
    // The numbers may take a moment; days are known at once.
    const counting = counts ? ruleCountHints(document, context) : [];
    const shown = [...(await counting), ...(dates ? windowDateHints(document, within, context) : [])];
    return shown.filter(
      ({ position }) =>
        position.line >= range.start.line && position.line <= Math.max(range.end.line, range.start.line),
    );
  },
};
