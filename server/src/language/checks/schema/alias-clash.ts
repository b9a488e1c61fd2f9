import type { Check } from '../check.ts';
import { removeItem } from '../edits.ts';
import { quoted } from '../wording.ts';

/** `what` is “event”, “user property”, …; `other` is who has the word as well. */
export const aliasClash: Check<{
  readonly alias: string;
  readonly what: string;
  readonly other: string;
  readonly isName: boolean;
}> = {
  code: 'alias-clash',
  severity: 'information',
  doc: 'Two names share one alias, or an alias is the name of another. The agent then has to ask which one is meant.',
  message: ({ alias, what, other, isName }) =>
    isName
      ? `${quoted(alias)} is the name of another ${what}, so as an alias it can mislead.`
      : `${quoted(alias)} is also an alias of the ${what} ${quoted(other)}, so it does not tell which is meant.`,
  fix: ({ range, data }, document) => removeItem(document, range, `Remove the alias ${quoted(data.alias)}`),
};
