import type { BreakdownShare } from '../../protocol/index.ts';
import { bar, number, percent } from '../numbers.ts';
import { table } from '../table.ts';
import type { SectionText } from './section-text.ts';

export const breakdown: SectionText<'breakdown'> = ({ property, rows, other, missing, hidden, list }, color) => {
  const line = (label: string, { users, base, share, baseShare, lift }: BreakdownShare) => [
    `  ${label}`,
    bar(share),
    number(users),
    percent(share),
    number(base),
    percent(baseShare),
    lift === null ? '' : `${lift.toFixed(2)}×`,
  ];
  const shown = [
    ...rows.map((row) => line(row.label, row)),
    ...(other ? [line(other.values === 1 ? '1 other value' : `${number(other.values)} other values`, other)] : []),
    ...(missing.base > 0 ? [line('missing', missing)] : []),
  ];
  const header = ['  ', '', 'members', '', 'all users', '', 'lift'];
  return [
    `By ${property}`,
    table([header, ...shown], [2, 3, 4, 5, 6]),
    ...(hidden ? [color.dim('  The property is personal: its values are not shown.')] : []),
    ...(list ? [color.dim('  A user counts at each of their values.')] : []),
  ];
};
