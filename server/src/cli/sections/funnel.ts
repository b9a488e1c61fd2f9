import { bar, duration, number, percent } from '../numbers.ts';
import { table } from '../table.ts';
import type { SectionText } from './section-text.ts';

export const funnel: SectionText<'funnel'> = ({ sequences }) =>
  sequences.flatMap(({ of, steps }) => {
    const rows = steps.map(({ sentence, users, share, fromBefore, time }) => [
      `  ${number(users)}`,
      bar(share),
      percent(fromBefore),
      sentence,
      time
        ? `median ${duration(time.median)} (${duration(time.lowerQuartile)} to ${duration(time.upperQuartile)})`
        : '',
    ]);
    return [table([[`  ${number(of)}`, bar(of > 0 ? 1 : 0), '', 'who hold the other rules', ''], ...rows], [0, 2])];
  });
