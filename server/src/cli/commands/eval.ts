import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Argument, Option } from 'commander';
import { providerIds } from '../../agent/index.ts';
import { type Case, CaseError, type CaseResult, evaluateCases, readCases, summarize } from '../../evaluation/index.ts';
import type { CliCommand } from '../command.ts';
import { formatOption, wholeNumber } from '../evaluate.ts';
import { evaluationJson, evaluationText } from '../evaluation-text.ts';
import { CliError } from '../io.ts';
import { openSession } from '../session.ts';
import { openSessionStore } from '../store.ts';

export const evaluate: CliCommand = {
  name: 'eval',
  summary: 'measure a provider on prompts with expected rules',
  define: (definition) =>
    definition
      .addArgument(new Argument('<cases>', 'a YAML file of prompts with the rules that are expected'))
      .addOption(
        new Option('--provider <provider>', 'who translates').choices(['auto', ...providerIds]).default('builtin'),
      )
      .addOption(new Option('--only <ids>', 'only these cases, by id, separated by commas'))
      .addOption(new Option('--min-right <n>', 'exit with 1 when fewer are right'))
      .addOption(new Option('--max-wrong <n>', 'exit with 1 when more are confidently wrong'))
      .addOption(new Option('--jobs <n>', 'so many prompts at a time').default('1'))
      .addOption(formatOption('text', 'json')),
  async run(call) {
    const { io, options } = call;
    const named = String(call.args[0]);
    const bar = (name: string, key: string) =>
      options[key] === undefined ? undefined : wholeNumber(name, options[key], 0);
    const [minRight, maxWrong] = [bar('--min-right', 'minRight'), bar('--max-wrong', 'maxWrong')];
    const jobs = wholeNumber('--jobs', options['jobs'], 1);
    const path = resolve(io.cwd, named);
    const { project: near = '.', cases: all } = await casesIn(path, named);
    const cases = chosen(all, options['only']);
    const session = await openSession(call, resolve(dirname(path), near));
    const store = await openSessionStore(session, io);
    try {
      const provider = String(options['provider']);
      const results = await evaluateCases({
        project: session.project,
        store,
        cases,
        ask: { provider, ...openAiSettings() },
        jobs,
        signal: io.signal,
        now: Date.now(),
        onDone: (done, result) => io.progress(`${done} of ${cases.length} · ${result.case.id}`),
      }).catch((error: unknown) => {
        throw error instanceof CaseError ? new CliError(error.message) : error;
      });
      io.progress('');
      giveUpWhenSilent(results, cases);
      const summary = summarize(results);
      await io.out(
        options['format'] === 'json'
          ? `${JSON.stringify(evaluationJson(provider, results, summary), null, 2)}\n`
          : evaluationText(results, summary, io.color),
      );
      const { right, confidentlyWrong } = summary.all;
      return right < (minRight ?? 0) || confidentlyWrong > (maxWrong ?? Number.POSITIVE_INFINITY) ? 1 : 0;
    } finally {
      await store.close();
    }
  },
};

async function casesIn(path: string, named: string) {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new CliError(`${named} cannot be read.`);
  });
  const reading = readCases(text);
  if (!reading.ok) throw new CliError(`${named} does not hold cases to measure with: ${reading.problem}.`);
  return reading.file;
}

function chosen(cases: readonly Case[], only: unknown): readonly Case[] {
  if (typeof only !== 'string') return cases;
  const ids = only.split(',').map((id) => id.trim());
  const unknown = ids.find((id) => !cases.some((each) => each.id === id));
  if (unknown !== undefined) throw new CliError(`There is no case “${unknown}” in the file.`);
  return cases.filter(({ id }) => ids.includes(id));
}

/** A provider that answers nothing has no figures: says why it does not answer. */
function giveUpWhenSilent(results: readonly CaseResult[], cases: readonly Case[]): void {
  const last = results.at(-1);
  const silent = results.length < cases.length || results.every((result) => result.failed);
  if (silent && last) throw new CliError(`The provider does not answer. ${last.why ?? ''}`.trimEnd());
}

/** Key, base URL and model of the openai provider, from the environment as for “segments new”. */
function openAiSettings() {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = process.env;
  if (!apiKey) return {};
  return { openai: { apiKey, ...(baseUrl ? { baseUrl } : {}), ...(model ? { model } : {}) } };
}
