import { bar, number } from '../numbers.ts';
import { table } from '../table.ts';
import type { SectionText } from './section-text.ts';

export const trend: SectionText<'trend'> = ({ points, every, timezone, live, presentProperties }, color) => {
  const most = Math.max(1, ...points.map(({ users }) => users));
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
  const rows = points.map(({ at, users, entered, left }) => [
    `  ${day.format(Date.parse(at))}`,
    bar(users / most),
    number(users),
    entered === null ? '' : `+${number(entered)}`,
    left === null ? '' : `−${number(left)}`,
  ]);
  const notes = [
    ...(live ? ['A live segment: those who would have entered stand behind +.'] : []),
    ...(presentProperties.length > 0 ? [`As they are today at every point: ${presentProperties.join(', ')}.`] : []),
  ];
  return [`By ${every}, the newest first`, table(rows, [2, 3, 4]), ...notes.map((note) => color.dim(`  ${note}`))];
};
