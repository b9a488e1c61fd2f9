/**
 * From a prompt to a segment: a provider drafts rules, the real checker judges them, and what was assumed, asked or not
 * understood is handed on. Invariant: no draft is shown that does not check clean, whoever wrote it; a provider that fails
 * leaves its place to the built-in translator, with a sentence that says so. Knows no files and no editor.
 */

import { errorsIn } from '../language/index.ts';
import { droppedWords } from './dropped-words.ts';
import { idOf, nameOf } from './naming.ts';
import { personalKinds, personalWords } from './personal.ts';
import { builtin } from './providers/builtin.ts';
import { chooseProvider } from './providers/registry.ts';
import { renderSegment } from './render.ts';
import type {
  AgentResult,
  DraftRequest,
  PersonalWords,
  PlainRule,
  Provider,
  ProviderDraft,
  SentRequest,
  TranslatePromptInput,
} from './result.ts';

export { commandLineProviderIds, providerIds } from './providers/registry.ts';
export { type Meaning, type Remembered, rememberMeaning } from './remember.ts';
export type {
  AgentResult,
  Answer,
  AnsweredPhrase,
  Choice,
  Clarification,
  EditorModels,
  EditorReply,
  ModelMessage,
  OpenAiSettings,
  PersonalWords,
  PhraseRule,
  RefusedAnswer,
  Said,
  SameSegment,
  SegmentInfo,
  SentRequest,
  TranslatePromptInput,
} from './result.ts';

/** An expected failure that the caller shows as it is. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
}

/** Turns a prompt into a segment that checks clean, or says what it could not understand. Rejects on an empty prompt and on cancel. */
export async function translatePrompt(input: TranslatePromptInput): Promise<AgentResult> {
  if (input.prompt.trim() === '')
    throw new PromptError('The prompt is empty. Say in a sentence whom the segment should hold.');
  input.signal?.throwIfAborted();
  const request = requestOf(input);
  const choice = chooseProvider(input.provider, request.settings);
  const instead = async (reason?: string): Promise<AgentResult> =>
    finish(
      input,
      request,
      builtin,
      await draftBuiltin(request),
      reason && `${reason} The built-in translator answered instead.`,
    );
  if (!choice.ok) return instead(choice.reason);
  const { provider } = choice;
  if (!provider.preview) return instead();
  const personal = input.allowPersonal ? [] : personalIn(input);
  if (personal.length)
    return { ...(await instead(`The prompt holds ${personalKinds(personal)}, so it was not sent.`)), personal };
  const outcome = await provider.draft(request);
  input.signal?.throwIfAborted();
  return outcome.ok ? finish(input, request, provider, outcome.draft) : instead(outcome.reason);
}

/** What a prompt would send first, and what in it is personal; no request when nothing leaves the machine. */
export async function previewPrompt(
  input: TranslatePromptInput,
): Promise<{ readonly request?: SentRequest; readonly personal: readonly PersonalWords[]; readonly notice?: string }> {
  const request = requestOf(input);
  const choice = chooseProvider(input.provider, request.settings);
  if (!choice.ok) return { personal: [], notice: choice.reason };
  if (!choice.provider.preview) return { personal: [] };
  return { request: await choice.provider.preview(request), personal: personalIn(input) };
}

/** All that a person typed. */
const personalIn = ({ prompt, answers = [] }: TranslatePromptInput): readonly PersonalWords[] =>
  personalWords([prompt, ...answers.flatMap(({ about, answer }) => [about, answer])].join('\n'));

function requestOf(input: TranslatePromptInput): DraftRequest {
  const { asOf } = input.schema;
  const fixed = asOf.kind === 'instant' ? Date.parse(asOf.text) : Number.NaN;
  const now = input.now ?? (Number.isNaN(fixed) ? Date.now() : fixed);
  const check = (rules: readonly PlainRule[]): readonly string[] =>
    errorsIn(input.check(renderSegment({ name: 'Draft', prompt: input.prompt, rules }))).map(
      (diagnostic) => diagnostic.message,
    );
  return {
    prompt: input.prompt,
    schema: input.schema,
    segments: input.segments,
    settings: { openai: input.openai, vscode: input.vscode },
    answers: input.answers ?? [],
    now,
    check,
    signal: input.signal,
    onProgress: input.onProgress,
    onSent: input.onSent,
  };
}

async function draftBuiltin(request: DraftRequest): Promise<ProviderDraft> {
  const outcome = await builtin.draft(request);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.draft;
}

function finish(
  input: TranslatePromptInput,
  request: DraftRequest,
  provider: Provider,
  draft: ProviderDraft,
  notice?: string,
): AgentResult {
  const clean = withDropped(input, request, provider, keepClean(request, draft));
  const name = clean.name?.trim() || nameOf(input.prompt);
  const id = idOf(name, new Set(input.segments.map((segment) => segment.id)));
  const partial = clean.notUnderstood.length > 0 || clean.questions.length > 0;
  const status = !clean.rules.length ? 'unclear' : partial ? 'partial' : 'ok';
  const yaml = clean.rules.length
    ? renderSegment({ name, description: clean.description, prompt: input.prompt, rules: clean.rules })
    : null;
  const same = yaml === null ? undefined : input.sameAs?.(yaml);
  return {
    status,
    id,
    name,
    yaml,
    provider: provider.id,
    assumptions: clean.assumptions,
    questions: status === 'unclear' && !clean.questions.length ? [whatThen(input)] : clean.questions,
    notUnderstood: clean.notUnderstood,
    phrases: clean.phrases,
    answered: clean.answered,
    refusedAnswers: clean.refusedAnswers,
    ...(clean.usage ? { usage: clean.usage } : {}),
    ...(same
      ? { sameAs: same, reference: renderSegment({ name, prompt: input.prompt, rules: [{ in_segment: same.id }] }) }
      : {}),
    ...(notice === undefined ? {} : { notice }),
  };
}

/** What a model says nothing of is not understood, whether it admits so or not. */
function withDropped(
  { prompt, asked = prompt }: TranslatePromptInput,
  { schema, segments, now, answers }: DraftRequest,
  { preview }: Provider,
  draft: ProviderDraft,
): ProviderDraft {
  if (!preview || !draft.rules.length) return draft;
  const phrases = [
    ...draft.phrases.map(({ text }) => text),
    ...draft.notUnderstood,
    ...draft.questions.map(({ about }) => about),
    ...answers.map(({ about }) => about),
  ];
  // Of a refinement, the rules as they were stand in the prompt: what is taken out of them is named there.
  const told = [...draft.assumptions, ...(asked === prompt ? [] : [prompt.slice(0, -asked.length)])];
  const dropped = droppedWords(asked, { schema, segments, now, rules: draft.rules, phrases, told });
  return dropped.length ? { ...draft, notUnderstood: [...draft.notUnderstood, ...dropped] } : draft;
}

/** Rules that the checker refuses are taken out and named, so that the rest can be shown. */
function keepClean(request: DraftRequest, draft: ProviderDraft): ProviderDraft {
  if (!draft.rules.length || !request.check(draft.rules).length) return draft;
  const refused: string[] = [];
  const rules = draft.rules.filter((rule) => {
    const [problem] = request.check([rule]);
    if (problem !== undefined) refused.push(problem);
    return problem === undefined;
  });
  if (rules.length && request.check(rules).length)
    return { ...draft, rules: [], notUnderstood: [...draft.notUnderstood, request.prompt] };
  return {
    ...draft,
    rules,
    notUnderstood: [...draft.notUnderstood, ...refused.map((problem) => `a rule that was refused: ${problem}`)],
  };
}

/** Nothing was understood: say what can be asked for, in the schema's own words. */
function whatThen({ schema, prompt }: TranslatePromptInput): AgentResult['questions'][number] {
  const live = [...schema.events.values()]
    .filter((event) => !event.deprecated)
    .slice(0, 3)
    .map((event) => `users who did ${event.name} in the last 30 days`);
  const first = [...schema.users.values()].find((property) => property.values?.length && !property.pii);
  const options = [...live, ...(first ? [`users whose ${first.name} is ${String(first.values![0])}`] : [])].slice(0, 4);
  const about = prompt.replace(/\s+/g, ' ').trim();
  return {
    about: about.length > 80 ? `${about.slice(0, 79)}…` : about,
    question: 'Which users should the segment hold? Name what they did or are, and when.',
    options,
  };
}
