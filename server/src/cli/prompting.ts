/** What `new` and `refine` share: who translates, answers, what is kept in the glossary, and how results are shown. */
import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import {
  type Answer,
  type AnsweredPhrase,
  type Clarification,
  commandLineProviderIds,
  type OpenAiSettings,
  type RefusedAnswer,
  rememberMeaning,
  type Said,
} from '../agent/index.ts';
import { writeFileAtomically } from '../insights/write-file.ts';
import { pathOfUri } from '../project/index.ts';
import type { Call } from './command.ts';
import { formatOption } from './evaluate.ts';
import { CliError, type Io } from './io.ts';
import type { Session } from './session.ts';

/** The options of every command that takes a prompt. */
export const prompted = (definition: Command): Command =>
  definition
    .addOption(
      new Option('--provider <provider>', 'who translates')
        .choices(['auto', ...commandLineProviderIds])
        .default('auto'),
    )
    .addOption(
      new Option('--answer <about=answer>', 'answers a question about words of the prompt; repeatable')
        .argParser((value: string, before: readonly string[]) => [...before, value])
        .default([], 'none'),
    )
    .addOption(new Option('--remember', 'keep answers that are rules in the schema’s glossary'))
    .addOption(new Option('--yes', 'send a prompt to a language model even if it holds personal data'))
    .addOption(new Option('--no-count', 'do not count the users'))
    .addOption(new Option('--print', 'print the segment, write no file'))
    .addOption(formatOption('text', 'json'));

/** `--answer "big spenders=over 500"`. */
export function answersOf(options: Call['options']): readonly Answer[] {
  const given = Array.isArray(options['answer']) ? options['answer'].map(String) : [];
  return given.map((text) => {
    const at = text.indexOf('=');
    const about = text.slice(0, at).trim();
    if (at < 1 || about === '')
      throw new CliError(`--answer takes WORDS=ANSWER, as in --answer "big spenders=over 500", not “${text}”.`);
    return { about, answer: text.slice(at + 1).trim() };
  });
}

/** Provider and key, from the options and the environment that OpenAI's own tools use. */
export function providerOf(options: Call['options']): {
  readonly provider: string;
  readonly openai?: OpenAiSettings;
  readonly allowPersonal?: boolean;
} {
  const [apiKey, baseUrl, model, apiVersion] = [
    process.env['OPENAI_API_KEY'],
    process.env['OPENAI_BASE_URL'],
    process.env['OPENAI_MODEL'],
    process.env['OPENAI_API_VERSION'],
  ].map((value) => value || undefined);
  return {
    provider: String(options['provider']),
    ...(options['yes'] ? { allowPersonal: true } : {}),
    // A server of one's own may need no key.
    ...(apiKey || baseUrl ? { openai: { apiKey, baseUrl, model, apiVersion } } : {}),
  };
}

/** An answer that was not taken up is bad usage: nothing is written. */
export function refuseAnswers(refused: readonly RefusedAnswer[]): void {
  const [first] = refused;
  if (first) throw new CliError(first.reason);
}

/** Adds what answers mean to the schema's glossary. Gives what was kept, in words. */
export async function remember(session: Session, answered: readonly AnsweredPhrase[]): Promise<readonly string[]> {
  const path = pathOfUri(session.snapshot.schemaUri);
  let text = await readFile(path, 'utf8');
  const said: string[] = [];
  for (const { about, answer, rules } of answered) {
    if (!rules) {
      said.push(`“${about}” is not kept: it says when or how, and the glossary holds rules.`);
      continue;
    }
    const kept = rememberMeaning(text, { term: about, rules, description: `As answered: ${answer}` });
    if (kept.ok) text = kept.text;
    said.push(
      kept.ok ? `“${about}” is kept in the glossary of ${session.display(session.snapshot.schemaUri)}.` : kept.reason,
    );
  }
  if (said.length > 0) await writeFileAtomically(path, text);
  return said;
}

export function saidJson(said: Said): object {
  return {
    assumptions: said.assumptions,
    questions: said.questions.map(({ about, question, options, choices }) => ({
      about,
      question,
      options,
      ...(choices ? { choices: choices.map(({ text, means }) => ({ text, means: means ?? null })) } : {}),
    })),
    not_understood: said.notUnderstood,
    phrases: said.phrases,
    same_as: said.sameAs ?? null,
    ...(said.notice === undefined ? {} : { notice: said.notice }),
    ...(said.personal ? { personal: said.personal } : {}),
  };
}

const list = (title: string, items: readonly string[], color: Io['color']): readonly string[] =>
  items.length === 0 ? [] : ['', color.bold(title), ...items.map((item) => `  • ${item}`)];

export function saidLines(said: Said, color: Io['color']): readonly string[] {
  const width = Math.max(0, ...said.phrases.map(({ text }) => text.length));
  const same = said.sameAs;
  return [
    ...(said.notice === undefined ? [] : [color.yellow(said.notice)]),
    ...(said.personal?.length
      ? [
          `  ${said.personal.map(({ what, text }) => `${what}: ${text}`).join('; ')}`,
          'Send it all the same with --yes.',
        ]
      : []),
    ...(same
      ? [
          color.yellow(
            `The segment “${same.name}” has the same rules; refer to it with “in_segment: ${same.id}” instead.`,
          ),
        ]
      : []),
    ...list(
      'What came from what',
      said.phrases.map(({ text, rule }) => `${text.padEnd(width)}  →  ${rule}`),
      color,
    ),
    ...list('Assumed', said.assumptions, color),
    ...list('Not understood', said.notUnderstood, color),
    ...questionLines(said.questions, color),
  ];
}

function questionLines(questions: readonly Clarification[], color: Io['color']): readonly string[] {
  if (questions.length === 0) return [];
  const lines = questions.flatMap(({ question, options, choices }) => [
    `  • ${question}`,
    ...options.map((option, i) => {
      const means = choices?.[i]?.means;
      return `      ${i + 1}  ${option}${means === undefined ? '' : color.dim(`  →  ${means}`)}`;
    }),
  ]);
  const [first] = questions;
  const example = `--answer ${JSON.stringify(`${first!.about}=${first!.options.length > 0 ? '1' : '…'}`)}`;
  return [
    '',
    color.bold('Questions'),
    ...lines,
    '',
    `Answer with ${example}, by the option’s number or in your own words.`,
  ];
}
