import { bar, number, percent } from '../numbers.ts';
import { table } from '../table.ts';
import { combinationLines } from './combinations.ts';
import type { SectionText } from './section-text.ts';

export const reach: SectionText<'reach'> = ({ total, channels, any, none, combinations }, color) => {
  const share = (users: number) => (total === 0 ? 0 : users / total);
  const row = (label: string, users: number, only: string) => [
    `  ${label}`,
    bar(share(users)),
    number(users),
    percent(share(users)),
    only,
  ];
  const rows = channels.map(({ label, users, only }) => row(label, users, `${number(only)} by this only`));
  const labels = new Map(channels.map(({ channel, label }) => [channel, label]));
  const [title, ...lines] = combinationLines(combinations, (id) => labels.get(id) ?? id);
  return [
    table([...rows, row('On any', any, ''), row('On none', none, '')], [2, 3]),
    ...(title === undefined ? [] : [color.bold(title), ...lines]),
  ];
};
