import { number, percent } from '../numbers.ts';
import { table } from '../table.ts';
import { combinationLines } from './combinations.ts';
import type { SectionText } from './section-text.ts';

export const overlap: SectionText<'overlap'> = ({ segments, combinations, leftOut, lookedAt, choices }, color) => {
  const without = leftOut.map(({ id, reason }) => color.dim(`  Left out: ${id} ${reason}.`));
  if (segments.length === 0) return [`  No other segment shares users with it (of ${lookedAt} looked at).`, ...without];
  const header = ['  ', 'users', 'in both', 'of these', 'of those', 'Jaccard'];
  const rows = segments.map(({ id, users, both, share, otherShare, jaccard }) => [
    `  ${id}`,
    number(users),
    number(both),
    percent(share),
    percent(otherShare),
    jaccard.toFixed(2),
  ]);
  const [title = '', ...lines] = combinationLines(combinations);
  const looked = lookedAt < choices.length ? [color.dim(`  ${lookedAt} of ${choices.length} segments looked at.`)] : [];
  return [table([header, ...rows], [1, 2, 3, 4, 5]), ...looked, ...without, color.bold(title), ...lines];
};
