import type { Range } from '../../diagnostic.ts';
import type { Check } from '../check.ts';
import { removeEntry } from '../edits.ts';
import { quoted } from '../wording.ts';

/** `zero`: the bounds hold for no event at all. `didNot` is there when nothing but this measure keeps the rule from being a `did_not`. */
export const countNeverHolds: Check<{
  readonly measure: string;
  readonly zero: boolean;
  readonly didNot?: { readonly keyRange: Range; readonly measureRange: Range };
}> = {
  code: 'count-never-holds',
  severity: 'error',
  doc: '`did` always means at least one event, so a `count` of zero can never hold. Use `did_not`.\n\n```yaml\n- did_not: Charged\n  within: 30d\n```',
  message: ({ measure, zero }) =>
    zero
      ? `${quoted(measure)} can never hold: did means at least one event. Use did_not for none.`
      : `${quoted(measure)} can never hold: no number from 1 on satisfies it. Change its bounds.`,
  fix: ({ data }, document) => {
    if (!data.zero || data.didNot === undefined) return [];
    const removed = removeEntry(document, data.didNot.measureRange, '')[0];
    if (removed === undefined) return [];
    return [
      {
        title: 'Change to did_not',
        preferred: true,
        edits: [{ range: data.didNot.keyRange, newText: 'did_not' }, ...removed.edits],
      },
    ];
  },
};
