import { Argument, Option } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { RefineError, type RefineResult, refineSegment } from '../../agent/refine/index.ts';
import { writeFileAtomically } from '../../insights/write-file.ts';
import { draftContext, pathOfUri, segmentIdOf } from '../../project/index.ts';
import type { CliCommand } from '../command.ts';
import { countDraft, countJson, countLines, type DraftCount } from '../count-draft.ts';
import { segmentArgument } from '../evaluate.ts';
import { CliError, type Io } from '../io.ts';
import { answersOf, prompted, providerOf, refuseAnswers, remember, saidJson, saidLines } from '../prompting.ts';
import { openSegment } from '../session.ts';

export const refine: CliCommand = {
  name: 'refine',
  summary: 'change a segment as a prompt asks: the smallest edit of its file',
  define: (definition) =>
    prompted(
      definition
        .addArgument(segmentArgument())
        .addArgument(new Argument('<prompt>', 'what shall change: “only those in Mumbai”'))
        .addOption(new Option('--dry-run', 'show what would change, write nothing')),
    ),
  async run(call) {
    const { io, options, args } = call;
    const prompt = String(args[1]);
    if (prompt.trim() === '') throw new CliError('The prompt is empty. Say what shall change: “only those in Mumbai”.');
    const answers = answersOf(options);
    const session = await openSegment(call);
    const { snapshot, uri } = session;
    const source = snapshot.file(uri);
    if (!source || source.problems.length > 0) throw new CliError(`${session.display(uri)} cannot be read.`);
    const { check: _, ...context } = draftContext(snapshot, segmentIdOf(uri));
    const result = await refineSegment({
      prompt,
      text: source.text,
      ...context,
      ...providerOf(options),
      answers,
      signal: io.signal,
      onProgress: (text: string) => io.progress(text),
    }).catch((error: unknown) => {
      throw error instanceof RefineError ? new CliError(error.message) : error;
    });
    io.progress('');
    refuseAnswers(result.refusedAnswers);
    const changed = result.after !== result.before;
    const writes = changed && !options['print'] && !options['dryRun'];
    if (writes) await writeFileAtomically(pathOfUri(uri), result.after);
    const kept = options['remember'] && !options['dryRun'] ? await remember(session, result.answered) : [];
    const count = changed && options['count'] !== false ? await countDraft(session, uri, result.after, io) : undefined;
    const file = session.display(uri);
    await io.out(
      options['format'] === 'json'
        ? `${JSON.stringify(refineJson(result, writes ? file : null, count, kept), null, 2)}\n`
        : refineText(result, { file, writes, whole: options['print'] === true, count, kept }, io.color),
    );
    return 0;
  },
};

function refineJson(
  result: RefineResult,
  file: string | null,
  count: DraftCount | undefined,
  kept: readonly string[],
): object {
  return {
    status: result.status,
    file,
    yaml: result.status === 'unclear' ? null : result.after,
    before: result.before,
    after: result.after,
    changes: result.changes,
    provider: result.provider,
    ...saidJson(result),
    ...countJson(count),
    ...(kept.length > 0 ? { remembered: kept } : {}),
  };
}

const STATUS = {
  ok: 'Changed as asked.',
  partial: 'Part of the prompt is changed.',
  unclear: 'Nothing is changed.',
} as const;

interface Shown {
  readonly file: string;
  readonly writes: boolean;
  /** The whole new text instead of what differs. */
  readonly whole: boolean;
  readonly count: DraftCount | undefined;
  /** What went into the glossary, in words. */
  readonly kept: readonly string[];
}

function refineText(result: RefineResult, { file, writes, whole, count, kept }: Shown, color: Io['color']): string {
  const changed = result.after !== result.before;
  const body = !changed ? [] : whole ? [result.after.trimEnd(), ''] : [...patch(file, result, color), ''];
  return `${[
    ...body,
    result.status === 'ok' ? color.green(STATUS.ok) : color.yellow(STATUS[result.status]),
    ...countLines(count, color),
    ...result.changes.map((change) => `  • ${change}`),
    ...saidLines(result, color),
    ...(kept.length > 0 ? ['', ...kept] : []),
    ...(writes ? ['', `Written to ${color.bold(file)}`] : []),
  ].join('\n')}\n`;
}

function patch(file: string, { before, after }: RefineResult, color: Io['color']): readonly string[] {
  return createTwoFilesPatch(file, file, before, after, undefined, undefined, { context: 3 })
    .trimEnd()
    .split('\n')
    .filter((line, i) => !/^=+$/.test(line) && !(i === 0 && line.startsWith('Index: ')))
    .map((line) => (line.startsWith('+') ? color.green(line) : line.startsWith('-') ? color.red(line) : line));
}
