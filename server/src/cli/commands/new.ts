import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { Argument, Option } from 'commander';
import { type AgentResult, providerIds, translatePrompt } from '../../agent/index.ts';
import { writeFileAtomically } from '../../insights/index.ts';
import { draftContext, folderForNew, joinUri, pathOfUri, SEGMENT_SUFFIX, uriOfPath } from '../../project/index.ts';
import type { CliCommand } from '../command.ts';
import { formatOption } from '../evaluate.ts';
import { CliError, type Io } from '../io.ts';
import { openSession, type Session } from '../session.ts';

export const newSegment: CliCommand = {
  name: 'new',
  summary: 'turn a prompt into a segment file',
  define: (definition) =>
    definition
      .addArgument(new Argument('<prompt>', 'whom the segment shall hold, in a sentence'))
      .addOption(new Option('--out <file>', 'the file to write (default: named after the segment, in segments/)'))
      .addOption(
        new Option('--provider <provider>', 'who translates').choices(['auto', ...providerIds]).default('auto'),
      )
      .addOption(new Option('--print', 'print the segment, write no file'))
      .addOption(formatOption('text', 'json')),
  async run(call) {
    const { io, options, args } = call;
    const prompt = String(args[0]);
    if (prompt.trim() === '') throw new CliError('The prompt is empty. Say in a sentence whom the segment shall hold.');
    const session = await openSession(call);
    const { snapshot } = session;
    const out = typeof options['out'] === 'string' ? outPath(options['out'], session, io) : undefined;
    const apiKey = process.env['OPENAI_API_KEY'];
    const result = await translatePrompt({
      prompt,
      ...draftContext(snapshot),
      provider: options['provider'] as 'auto',
      ...(apiKey ? { openai: { apiKey, ...environment() } } : {}),
      signal: io.signal,
      onProgress: (text: string) => io.progress(text),
    });
    io.progress('');
    const target =
      result.yaml === null || options['print']
        ? undefined
        : (out ?? pathOfUri(joinUri(folderForNew(snapshot), `${result.id}${SEGMENT_SUFFIX}`)));
    if (target !== undefined && result.yaml !== null) await writeFileAtomically(target, result.yaml);
    const file = target === undefined ? null : session.display(uriOfPath(target));
    await io.out(
      options['format'] === 'json'
        ? `${JSON.stringify(newJson(result, file), null, 2)}\n`
        : newText(result, file, io.color),
    );
    return 0;
  },
};

/** Base URL and model for the openai provider, as its own tools name them. */
function environment(): { readonly baseUrl?: string; readonly model?: string } {
  const [baseUrl, model] = [process.env['OPENAI_BASE_URL'], process.env['OPENAI_MODEL']];
  return { ...(baseUrl ? { baseUrl } : {}), ...(model ? { model } : {}) };
}

/** Where `--out` says, when a segment may stand there and nothing does. */
function outPath(named: string, { project }: Session, io: Io): string {
  const path = resolve(io.cwd, named.endsWith(SEGMENT_SUFFIX) ? named : `${named}${SEGMENT_SUFFIX}`);
  if (existsSync(path)) throw new CliError(`${named} is there already. Name another file with --out.`);
  const below = relative(project.root, path);
  if (below.startsWith(`..${sep}`)) throw new CliError(`${named} lies outside the project in ${project.root}.`);
  return path;
}

function newJson(result: AgentResult, file: string | null): object {
  return {
    status: result.status,
    file,
    yaml: result.yaml,
    provider: result.provider,
    assumptions: result.assumptions,
    questions: result.questions,
    not_understood: result.notUnderstood,
    phrases: result.phrases,
    ...(result.notice === undefined ? {} : { notice: result.notice }),
  };
}

const STATUS = {
  ok: 'All of the prompt became rules.',
  partial: 'Part of the prompt became rules.',
  unclear: 'Nothing of the prompt became a rule; no file was written.',
} as const;

function newText(result: AgentResult, file: string | null, color: Io['color']): string {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : ['', color.bold(title), ...items.map((item) => `  • ${item}`)];
  const width = Math.max(0, ...result.phrases.map(({ text }) => text.length));
  return `${[
    ...(result.yaml === null ? [] : [result.yaml.trimEnd(), '']),
    result.status === 'ok' ? color.green(STATUS.ok) : color.yellow(STATUS[result.status]),
    ...(result.notice === undefined ? [] : [color.yellow(result.notice)]),
    ...list(
      'What came from what',
      result.phrases.map(({ text, rule }) => `${text.padEnd(width)}  →  ${rule}`),
    ),
    ...list('Assumed', result.assumptions),
    ...list('Not understood', result.notUnderstood),
    ...list(
      'Questions',
      result.questions.map(({ question, options }) =>
        options.length > 0 ? `${question} (${options.join(' / ')})` : question,
      ),
    ),
    ...(file === null ? [] : ['', `Written to ${color.bold(file)}`]),
  ].join('\n')}\n`;
}
