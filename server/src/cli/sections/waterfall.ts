import type { WaterfallRule } from '../../protocol/index.ts';
import { number } from '../numbers.ts';
import { table } from '../table.ts';
import type { SectionText } from './section-text.ts';

export const waterfall: SectionText<'waterfall'> = ({ of, rules, removesMost }, color) => {
  const rows = (list: readonly WaterfallRule[], depth: number): string[][] =>
    list.flatMap((rule, i) => [
      [
        `  ${number(rule.remaining)}`,
        number(rule.alone),
        rule.without === undefined ? '' : number(rule.without),
        `${'  '.repeat(depth)}${rule.sentence}${depth === 0 && i === removesMost ? color.dim('   removes most') : ''}`,
      ],
      ...rows(rule.of, depth + 1),
    ]);
  return [
    table(
      [['  left', 'alone', 'without it', ''], [`  ${number(of)}`, '', '', 'all users'], ...rows(rules, 0)],
      [0, 1, 2],
    ),
  ];
};
