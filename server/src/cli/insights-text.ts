import type { SegmentInsights } from '../insights/index.ts';
import type { Value } from '../store/index.ts';
import type { Io } from './io.ts';
import { table } from './table.ts';

const number = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const BAR = 24;

/** A segment's numbers for people. */
export function insightsText(insights: SegmentInsights, color: Io['color']): string {
  const { segment, explanation, evaluation, timezone, empty } = insights;
  const { total, of } = evaluation;
  const when = new Intl.DateTimeFormat('en', { timeZone: timezone, dateStyle: 'medium', timeStyle: 'short' });
  const parts = [
    color.bold(segment.name),
    explanation.trimEnd(),
    '',
    `${color.bold(number.format(total))} of ${number.format(of)} users${of > 0 ? ` (${percent.format(total / of)})` : ''}` +
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
      .map(([reason, n]) => `${number.format(n)} ${reason}`);
    return [`  ${label}`, bar(users / total), number.format(users), percent.format(users / total), reasons.join(', ')];
  });
  const any = [
    '  On any',
    bar(evaluation.reachableAny / total),
    number.format(evaluation.reachableAny),
    percent.format(evaluation.reachableAny / total),
    '',
  ];
  return [color.bold('Reachable'), table([...rows, any], [2, 3])];
}

const bar = (share: number): string => '█'.repeat(Math.round(share * BAR)).padEnd(BAR, '░');

function waterfall({ rules, evaluation }: SegmentInsights, color: Io['color']): string[] {
  const rows = rules.map(({ sentence, alone, remaining }) => [
    `  ${number.format(remaining)}`,
    color.dim(`(${number.format(alone)} alone)`),
    sentence,
  ]);
  return [
    color.bold('Remaining after each rule'),
    table([[`  ${number.format(evaluation.of)}`, '', 'all users'], ...rows], [0]),
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

function cell(value: Value | undefined): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return number.format(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
