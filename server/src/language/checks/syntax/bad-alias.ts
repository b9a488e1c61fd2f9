import { quoteScalar } from '../../format/quote.ts';
import type { Check } from '../check.ts';
import { replace } from '../edits.ts';
import { didYouMean, quoted } from '../wording.ts';

/** `*name` stands for nothing, for itself, or for too much. */
export const badAlias: Check<{
  readonly name: string;
  readonly why: 'unknown' | 'cycle' | 'bomb';
  readonly suggestions: readonly string[];
}> = {
  code: 'bad-alias',
  severity: 'error',
  doc: 'A YAML alias `*name` repeats what the anchor `&name` above it marks. It has to exist, must not hold itself, and the file must stay within bounds when all aliases are written out. Text that begins with `*` needs quotes.',
  message: ({ name, why, suggestions }) => {
    if (why === 'cycle')
      return `The alias ${quoted(`*${name}`)} stands inside the part that it repeats. Write that part out.`;
    if (why === 'bomb')
      return `With this alias ${quoted(`*${name}`)} written out, the file holds too many values. Use fewer aliases.`;
    return `There is no anchor ${quoted(`&${name}`)} above.${didYouMean(suggestions)} Put the text in quotes if it is meant to begin with *.`;
  },
  fix: (diagnostic) => {
    const { range, data } = diagnostic;
    const quotes =
      data.why === 'unknown' ? [replace('Put the text in quotes', range, quoteScalar(`*${data.name}`))] : [];
    const suggested = (diagnostic.suggestions ?? []).map((alias) =>
      replace(`Change to ${quoted(alias)}`, range, alias),
    );
    return [...suggested, ...quotes];
  },
};
