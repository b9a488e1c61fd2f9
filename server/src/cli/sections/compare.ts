import { number } from '../numbers.ts';
import { table } from '../table.ts';
import type { SectionText } from './section-text.ts';
import { userLines } from './user-lines.ts';

export const compare: SectionText<'compare'> = (answer, color) => {
  const { title, renamedFrom, before, after, entered, left, stayed, columns, samples, changes } = answer;
  const rows = [
    [`  ${number(before)}`, `in ${title}${renamedFrom === undefined ? '' : `, renamed from ${renamedFrom}`}`],
    [`  +${number(entered)}`, 'entered'],
    [`  −${number(left)}`, 'left'],
    [`  ${number(stayed)}`, 'stayed'],
    [`  ${number(after)}`, 'now'],
  ];
  const words = changes.map((change) => {
    if (change.kind === 'added') return `  + ${change.after}`;
    return change.kind === 'removed' ? `  − ${change.before}` : `  ± ${change.before} → ${change.after}`;
  });
  const some = (what: string, users: typeof samples.entered) =>
    users.length === 0 ? [] : [color.bold(what), userLines(columns, users)];
  return [
    table(rows, [0]),
    ...(words.length > 0 ? [color.bold('Rules'), ...words] : []),
    ...some('Entered', samples.entered),
    ...some('Left', samples.left),
  ];
};
