/**
 * Changes an existing segment as a person asks: the smallest edit of its text.
 * Invariant: lines of rules that stay are byte for byte as they were; the result checks clean or is not given; what is not
 * understood changes nothing. A model gives all rules anew, and only those that differ touch the text.
 */
import type { TextEdit } from '../../language/diagnostic.ts';
import { applyEdits, entryOf, errorsIn, parseYaml, quoteScalar, type SegmentReading } from '../../language/index.ts';
import { openReader } from '../builtin/index.ts';
import { translatePrompt } from '../index.ts';
import { keptPrompt, ruleLine } from '../render.ts';
import type {
  Answer,
  AnsweredPhrase,
  Clarification,
  PersonalWords,
  PhraseRule,
  PlainRule,
  RefusedAnswer,
  Said,
  TranslatePromptInput,
} from '../result.ts';
import { rulesInWords } from '../rule-words.ts';
import { editRules, rulesOf } from './edit-rules.ts';
import { concealValues, hideValues, showValues } from './hidden-values.ts';
import { minimalEdits } from './minimal-edits.ts';
import { readWishes } from './wishes.ts';
import { wordsOfChange } from './words-of-change.ts';

export interface RefineSegmentInput extends Omit<TranslatePromptInput, 'check'> {
  /** The segment file as it is. */
  readonly text: string;
  /** The real reader, on a whole segment file. */
  readonly read: (yaml: string) => SegmentReading;
}

export interface RefineResult extends Said {
  /** ok: all of the prompt changed the rules as asked · partial: some of it · unclear: nothing is changed. */
  readonly status: 'ok' | 'partial' | 'unclear';
  readonly before: string;
  /** Equal to `before` when unclear. */
  readonly after: string;
  /** From `before` to `after`. */
  readonly edits: readonly TextEdit[];
  /** In words, rule by rule. */
  readonly changes: readonly string[];
}

/** The new rules and what is to be said about them, whoever wrote them. */
interface Draft {
  readonly provider: string;
  readonly rules: readonly PlainRule[];
  readonly name?: string;
  readonly assumptions: readonly string[];
  readonly questions: readonly Clarification[];
  readonly notUnderstood: readonly string[];
  readonly phrases: readonly PhraseRule[];
  readonly answered: readonly AnsweredPhrase[];
  readonly refusedAnswers: readonly RefusedAnswer[];
  readonly notice?: string;
  readonly personal?: readonly PersonalWords[];
}

/** A refinement that cannot be tried: the file or the prompt is not fit for it. */
export class RefineError extends Error {
  override readonly name = 'RefineError';
}

/** Rejects on an empty prompt, a file whose rules cannot be read, and on cancel. */
export async function refineSegment(input: RefineSegmentInput): Promise<RefineResult> {
  if (input.prompt.trim() === '') throw new RefineError('The prompt is empty. Say what shall change.');
  input.signal?.throwIfAborted();
  const rules = rulesOf(input.text);
  if (!rules) throw new RefineError('The segment’s rules cannot be read. Mend its errors first.');
  const draft = input.provider === 'builtin' ? draftBuiltin(input, rules) : await draftModel(input, rules);
  input.signal?.throwIfAborted();
  return finish(input, rules, draft);
}

function draftBuiltin(input: RefineSegmentInput, rules: readonly PlainRule[], notice?: string): Draft {
  const { schema, segments, answers = [] } = input;
  const reader = openReader({ schema, segments, answers, now: nowOf(input) });
  const words = (rule: PlainRule): string => rulesInWords([rule], reader.schema) ?? ruleLine(rule);
  const settled = new Map(answers.map(({ about, answer }) => [about.trim().toLowerCase(), answer]));
  const answered = new Map<string, AnsweredPhrase>();
  const translate: typeof reader.translate = (words) => {
    const read = reader.translate(words);
    for (const each of read.answered) if (each.rules) answered.set(each.about, each);
    return read;
  };
  const refined = readWishes(input.prompt, rules, (wish, current) => ({
    wish,
    rules: current,
    schema: reader.schema,
    translate,
    marks: reader.marks,
    words,
    answered: (about) => settled.get(about.trim().toLowerCase()),
  }));
  const questions = refined.questions.map(
    ({ about, question, options }): Clarification => ({
      about,
      question,
      options: options.map(({ text }) => text),
      choices: options.map(({ text, reading }) => {
        const means = reading?.as === 'rules' ? rulesInWords(reading.rules, reader.schema) : undefined;
        return { text, ...(reading?.as === 'rules' && means !== undefined ? { rules: reading.rules, means } : {}) };
      }),
    }),
  );
  return {
    ...refined,
    provider: 'builtin',
    questions,
    answered: [...answered.values()].filter(({ about }) => !refined.notUnderstood.includes(about)),
    refusedAnswers: refusedAnswers(answers, input.prompt),
    ...(notice === undefined ? {} : { notice }),
  };
}

/** Each wish is read by itself, so an answer is refused only when none of them has its words. */
function refusedAnswers(answers: readonly Answer[], prompt: string): readonly RefusedAnswer[] {
  const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
  return answers
    .filter(({ about }) => !plain(prompt).includes(plain(about)))
    .map((answer) => ({
      ...answer,
      reason: `“${answer.about}” is not in the prompt, so there is nothing to answer about it.`,
    }));
}

function nowOf({ schema, now }: RefineSegmentInput): number {
  if (now !== undefined) return now;
  const fixed = schema.asOf.kind === 'instant' ? Date.parse(schema.asOf.text) : Number.NaN;
  return Number.isNaN(fixed) ? Date.now() : fixed;
}

async function draftModel(input: RefineSegmentInput, rules: readonly PlainRule[]): Promise<Draft> {
  const { text: _, read, ...rest } = input;
  const hidden = hideValues(rules, input.schema, input.prompt);
  const prompt = `A segment has these rules now:\n${JSON.stringify(hidden.rules)}\n\nChange them as asked, and give the full list of rules afterwards: those that stay exactly as they are, in their order, values like “${hidden.sample}” kept. What is asked: ${input.prompt}`;
  const result = await translatePrompt({
    ...rest,
    prompt,
    asked: input.prompt,
    check: (yaml) =>
      read(showValues(yaml, hidden)).diagnostics.map((diagnostic) => ({
        ...diagnostic,
        message: concealValues(diagnostic.message, hidden),
      })),
  });
  if (result.provider === 'builtin')
    return { ...draftBuiltin(input, rules, result.notice), ...(result.personal ? { personal: result.personal } : {}) };
  const written = result.yaml === null ? undefined : rulesOf(showValues(result.yaml, hidden));
  return {
    provider: result.provider,
    rules: written ?? rules,
    assumptions: result.assumptions,
    questions: result.questions,
    notUnderstood: result.notUnderstood,
    phrases: result.phrases,
    answered: result.answered,
    refusedAnswers: [],
    ...(result.notice === undefined ? {} : { notice: result.notice }),
  };
}

function finish(input: RefineSegmentInput, rules: readonly PlainRule[], draft: Draft): RefineResult {
  const { text, read } = input;
  const said = {
    provider: draft.provider,
    before: text,
    assumptions: draft.assumptions,
    questions: draft.questions,
    notUnderstood: draft.notUnderstood,
    phrases: draft.phrases,
    answered: draft.answered,
    refusedAnswers: draft.refusedAnswers,
    ...(draft.notice === undefined ? {} : { notice: draft.notice }),
    ...(draft.personal ? { personal: draft.personal } : {}),
  };
  const unchanged = (reason?: string): RefineResult => ({
    ...said,
    status: 'unclear',
    after: text,
    edits: [],
    changes: [],
    notUnderstood: said.notUnderstood.length > 0 ? said.notUnderstood : [input.prompt.trim()],
    ...(reason === undefined ? {} : { notice: [draft.notice, reason].filter(Boolean).join(' ') }),
  });
  const edited = editRules(text, draft.rules);
  if (edited === undefined)
    return unchanged('The file is laid out in a way that cannot be edited safely; change it by hand.');
  const named = draft.name === undefined ? edited : withEntry(edited, 'name', draft.name);
  if (named === text) return unchanged(said.questions.length > 0 ? undefined : 'Nothing would change.');
  const before = read(text);
  const after = withPrompt(named, input.prompt);
  const reading = read(after);
  const known = new Set(before.diagnostics.map(({ code, message }) => `${code} ${message}`));
  const broken = errorsIn(reading.diagnostics).find(({ code, message }) => !known.has(`${code} ${message}`));
  if (broken) return unchanged(`The changed rules do not pass the check: ${broken.message}`);
  const same = input.sameAs?.(after);
  return {
    ...said,
    status: said.notUnderstood.length > 0 || said.questions.length > 0 ? 'partial' : 'ok',
    after,
    edits: minimalEdits(text, after),
    changes: wordsOfChange(before, reading, rules, draft.rules, input.schema),
    ...(same ? { sameAs: same } : {}),
  };
}

/** A kept prompt grows by what was asked; a file without one was not made from a prompt and gets none. */
function withPrompt(text: string, prompt: string): string {
  const { root } = parseYaml(text);
  const value = root?.kind === 'map' ? entryOf(root, 'prompt')?.value : undefined;
  if (value?.kind !== 'scalar' || typeof value.value !== 'string') return text;
  return withEntry(text, 'prompt', keptPrompt(`${value.value.trim()} → ${prompt.trim()}`));
}

function withEntry(text: string, key: string, value: string): string {
  const { root } = parseYaml(text);
  const node = root?.kind === 'map' ? entryOf(root, key)?.value : undefined;
  if (node?.kind !== 'scalar') return text;
  const end = text[node.range.end - 1] === '\n' ? '\n' : '';
  return applyEdits(text, [{ range: node.range, newText: quoteScalar(value, 'block') + end }]);
}
