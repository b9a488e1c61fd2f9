import type { SegmentInsights } from '../insights/index.ts';
import type { Io } from './io.ts';
import { bar, cell, number, percent } from './numbers.ts';
import { table } from './table.ts';

/** A segment's numbers for people. */
export function insightsText(insights: SegmentInsights, color: Io['color']): string {
  const { segment, explanation, evaluation, timezone, empty } = insights;
  const { total, of } = evaluation;
  const when = new Intl.DateTimeFormat('en', { timeZone: timezone, dateStyle: 'medium', timeStyle: 'short' });
  const parts = [
    color.bold(segment.name),
    explanation.trimEnd(),
    '',
    `${color.bold(number(total))} of ${number(of)} users${of > 0 ? ` (${percent(total / of)})` : ''}` +
      color.dim(`   as of ${when.format(evaluation.asOf)}, ${timezone}`),
  ];
  if (of === 0) parts.push('The data holds no users at this time.');
  if (empty) {
    parts.push(`Nobody is left after: ${empty.sentence}`);
    if (empty.nearest.length > 0) parts.push(`  nearest in the data: ${empty.nearest.join('; ')}`);
  }
  if (evaluation.reachable.length > 0 && total > 0) parts.push('', ...reachability(insights, color));
  if (insights.rules.length > 1) parts.push('', ...waterfall(insights, color));
  if (evaluation.sample.length > 0) parts.push('', ...sample(insights, color));
  return `${parts.join('\n')}\n`;
}

function reachability({ evaluation }: SegmentInsights, color: Io['color']): string[] {
  const { total } = evaluation;
  const rows = evaluation.reachable.map(({ label, users, notBecause }) => {
    const reasons = Object.entries(notBecause)
      .filter(([, n]) => n > 0)
      .map(([reason, n]) => `${number(n)} ${reason}`);
    return [`  ${label}`, bar(users / total), number(users), percent(users / total), reasons.join(', ')];
  });
  const any = [
    '  On any',
    bar(evaluation.reachableAny / total),
    number(evaluation.reachableAny),
    percent(evaluation.reachableAny / total),
    '',
  ];
  return [color.bold('Reachable'), table([...rows, any], [2, 3])];
}

function waterfall({ rules, evaluation }: SegmentInsights, color: Io['color']): string[] {
  const rows = rules.map(({ sentence, alone, remaining }) => [
    `  ${number(remaining)}`,
    color.dim(`(${number(alone)} alone)`),
    sentence,
  ]);
  return [
    color.bold('Remaining after each rule'),
    table([[`  ${number(evaluation.of)}`, '', 'all users'], ...rows], [0]),
  ];
}

function sample({ evaluation, columns }: SegmentInsights, color: Io['color']): string[] {
  const header = ['  id', ...columns.map((c) => c.name)];
  const rows = evaluation.sample.map(({ id, properties }) => [
    `  ${id}`,
    ...columns.map((c) => cell(properties[c.name])),
  ]);
  const [first = '', ...rest] = table([header, ...rows]).split('\n');
  return [color.bold('Sample'), color.dim(first), ...rest];
}
