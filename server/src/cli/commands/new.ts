import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Option } from 'commander';
import { type AgentResult, previewPrompt, translatePrompt } from '../../agent/index.ts';
import { writeFileAtomically } from '../../insights/write-file.ts';
import {
  draftContext,
  folderForNew,
  joinUri,
  pathBelow,
  pathOfUri,
  SEGMENT_SUFFIX,
  uriOfPath,
} from '../../project/index.ts';
import type { CliCommand } from '../command.ts';
import { countDraft, countJson, countLines, type DraftCount } from '../count-draft.ts';
import { CliError, type Io } from '../io.ts';
import { answersOf, prompted, providerOf, refuseAnswers, remember, saidJson, saidLines } from '../prompting.ts';
import { openSession, type Session } from '../session.ts';

export const newSegment: CliCommand = {
  name: 'new',
  summary: 'turn a prompt into a segment file',
  define: (definition) =>
    prompted(
      definition
        .addArgument(new Argument('<prompt>', 'whom the segment shall hold, in a sentence'))
        .addOption(new Option('--show-request', 'print what would be sent to the language model, and send nothing'))
        .addOption(new Option('--out <file>', 'the file to write (default: named after the segment, in segments/)')),
    ),
  async run(call) {
    const { io, options, args } = call;
    const prompt = String(args[0]);
    if (prompt.trim() === '') throw new CliError('The prompt is empty. Say in a sentence whom the segment shall hold.');
    const answers = answersOf(options);
    const session = await openSession(call);
    const { snapshot } = session;
    const out = typeof options['out'] === 'string' ? outPath(options['out'], session, io) : undefined;
    const input = { prompt, ...draftContext(snapshot), ...providerOf(options), answers, signal: io.signal };
    if (options['showRequest']) {
      const { request = null, personal, notice } = await previewPrompt(input);
      await io.out(`${JSON.stringify({ request, personal, ...(notice ? { notice } : {}) }, null, 2)}\n`);
      return 0;
    }
    const result = await translatePrompt({
      ...input,
      onProgress: (text: string) => io.progress(text),
    });
    io.progress('');
    refuseAnswers(result.refusedAnswers);
    const path = out ?? pathOfUri(joinUri(folderForNew(snapshot), `${result.id}${SEGMENT_SUFFIX}`));
    const target = result.yaml === null || options['print'] ? undefined : path;
    if (target !== undefined && result.yaml !== null) await writeFileAtomically(target, result.yaml);
    const kept = options['remember'] ? await remember(session, result.answered) : [];
    const counts = options['count'] !== false && result.yaml !== null;
    const count = counts ? await countDraft(session, uriOfPath(path), result.yaml ?? '', io) : undefined;
    const file = target === undefined ? null : session.display(uriOfPath(target));
    await io.out(
      options['format'] === 'json'
        ? `${JSON.stringify(newJson(result, file, count, kept), null, 2)}\n`
        : newText(result, file, count, kept, io.color),
    );
    return 0;
  },
};

/** Where `--out` says, when a segment may stand there and nothing does. */
function outPath(named: string, { project }: Session, io: Io): string {
  const path = resolve(io.cwd, named.endsWith(SEGMENT_SUFFIX) ? named : `${named}${SEGMENT_SUFFIX}`);
  if (existsSync(path)) throw new CliError(`${named} is there already. Name another file with --out.`);
  if (pathBelow(project.rootUri, uriOfPath(path)) === undefined) {
    throw new CliError(`${named} lies outside the project in ${project.root}.`);
  }
  return path;
}

function newJson(
  result: AgentResult,
  file: string | null,
  count: DraftCount | undefined,
  kept: readonly string[],
): object {
  return {
    status: result.status,
    file,
    yaml: result.yaml,
    provider: result.provider,
    ...saidJson(result),
    ...countJson(count),
    ...(kept.length > 0 ? { remembered: kept } : {}),
  };
}

const STATUS = {
  ok: 'All of the prompt became rules.',
  partial: 'Part of the prompt became rules.',
  unclear: 'Nothing of the prompt became a rule; no file was written.',
} as const;

function newText(
  result: AgentResult,
  file: string | null,
  count: DraftCount | undefined,
  kept: readonly string[],
  color: Io['color'],
): string {
  return `${[
    ...(result.yaml === null ? [] : [result.yaml.trimEnd(), '']),
    result.status === 'ok' ? color.green(STATUS.ok) : color.yellow(STATUS[result.status]),
    ...countLines(count, color),
    ...saidLines(result, color),
    ...(kept.length > 0 ? ['', ...kept] : []),
    ...(file === null ? [] : ['', `Written to ${color.bold(file)}`]),
  ].join('\n')}\n`;
}
