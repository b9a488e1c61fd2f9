import type { CaseResult, Evaluated, Figures } from '../evaluation/index.ts';
import type { Io } from './io.ts';
import { table } from './table.ts';

const percent = new Intl.NumberFormat('en', { style: 'percent' });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Longer prompts are cut in the list of failures. */
const PROMPT_SHOWN = 300;

/** The figures by grade, and the failures with what was produced. */
export function evaluationText(results: readonly CaseResult[], { grades, all }: Evaluated, color: Io['color']): string {
  const failures = results.filter((result) => !result.right);
  const tokens = all.tokens !== undefined;
  const rows = [
    ['', 'cases', 'right', 'share', 'wrong*', 'cautious', 'failed', 'median ms', ...(tokens ? ['tokens'] : [])],
    ...grades.map((figures) => row(figures.grade, figures, tokens)),
    ...(grades.length > 1 ? [row('all', all, tokens)] : []),
  ];
  return `${[
    table(
      rows,
      rows[0]!.map((_, i) => i).filter((i) => i > 0),
    ),
    color.dim('* confidently wrong: the answer says that all of the prompt became rules, and is not right'),
    ...(failures.length > 0 ? ['', color.bold('Failures')] : []),
    ...failures.map((failure) => failureText(failure, color)),
    '',
    `right ${all.right} of ${all.cases}, confidently wrong ${all.confidentlyWrong}`,
  ].join('\n')}\n`;
}

const row = (title: string, figures: Figures, tokens: boolean): readonly string[] => [
  title,
  whole.format(figures.cases),
  whole.format(figures.right),
  percent.format(figures.share),
  whole.format(figures.confidentlyWrong),
  whole.format(figures.cautious),
  whole.format(figures.failed),
  whole.format(figures.medianMs),
  ...(tokens ? [figures.tokens === undefined ? '-' : whole.format(figures.tokens)] : []),
];

function failureText({ case: { id, grade, prompt }, confidentlyWrong, why, answer }: CaseResult, color: Io['color']) {
  const shown = prompt.length > PROMPT_SHOWN ? `${prompt.slice(0, PROMPT_SHOWN - 1)}…` : prompt;
  const missing =
    answer && answer.notUnderstood.length > 0 ? `; not understood: ${answer.notUnderstood.join(' · ')}` : '';
  const lines = (answer?.yaml ?? '').trimEnd();
  return [
    '',
    `${confidentlyWrong ? color.red('WRONG ') : ''}${color.bold(id)} (${grade}): ${JSON.stringify(shown)}`,
    `  ${why ?? ''}${answer ? ` [${answer.status}${missing}]` : ''}`,
    ...(lines === '' ? [] : lines.split('\n').map((line) => color.dim(`  | ${line}`))),
  ].join('\n');
}

/** The same as one document. */
export function evaluationJson(
  provider: string,
  results: readonly CaseResult[],
  { grades, all }: Evaluated,
): Readonly<Record<string, unknown>> {
  return {
    provider,
    ...figuresJson(all),
    grades: grades.map((figures) => ({ grade: figures.grade, ...figuresJson(figures) })),
    results: results.map(({ case: { id, grade, prompt }, answer, why, ms, tokens, ...judged }) => ({
      id,
      grade,
      prompt,
      right: judged.right,
      confidently_wrong: judged.confidentlyWrong,
      cautious: judged.cautious,
      failed: judged.failed,
      why: why ?? null,
      status: answer?.status ?? null,
      yaml: answer?.yaml ?? null,
      not_understood: answer?.notUnderstood ?? [],
      questions: answer?.questions.map(({ about, question }) => ({ about, question })) ?? [],
      ms: Math.round(ms),
      ...(tokens === undefined ? {} : { tokens }),
    })),
  };
}

const figuresJson = ({ confidentlyWrong, medianMs, ...figures }: Figures) => ({
  ...figures,
  confidently_wrong: confidentlyWrong,
  median_ms: Math.round(medianMs),
});
