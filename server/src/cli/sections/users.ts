import { number } from '../numbers.ts';
import type { SectionText } from './section-text.ts';
import { userLines } from './user-lines.ts';

export const users: SectionText<'users'> = ({ total, found, columns, rows, next }, color) => [
  found === total ? `${number(total)} users` : `${number(found)} of ${number(total)} users`,
  ...(rows.length > 0 ? [userLines(columns, rows)] : []),
  ...(next === null ? [] : [color.dim(`  … ${number(found - rows.length)} more`)]),
];
