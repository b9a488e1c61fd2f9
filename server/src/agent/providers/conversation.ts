/**
 * One conversation with a language model, whichever: a draft, the real checker's words back, at most two repairs. What
 * does not check clean in the end is left out and named. Invariant: what the model says is data; it has no tools, and
 * what it is told holds nothing of users.
 */
import { Temporal } from 'temporal-polyfill';
import { ruleLine } from '../render.ts';
import type { DraftOutcome, DraftRequest, ModelMessage, ProviderDraft, Usage } from '../result.ts';
import { draftOf } from './answer.ts';
import { type Answer, answer, answerSchema } from './answer-shape.ts';
import { hideSecrets, instructions } from './instructions.ts';
import { jsonIn, type LanguageModel, type ModelRequest } from './language-model.ts';

const REPAIRS = 2;
/** Nobody describes an audience in more letters; a refinement also holds the rules as they are. */
const LONGEST_PROMPT = 20_000;
/** Of an answer that is handed back. */
const LONGEST_ANSWER = 20_000;

/** What a model is asked first. */
export function firstRequest(request: DraftRequest): ModelRequest {
  const today = Temporal.Instant.fromEpochMilliseconds(request.now)
    .toZonedDateTimeISO(request.schema.timezone)
    .toPlainDate()
    .toString();
  const content = asked(request);
  return {
    instructions: instructions(request.schema, request.segments, content, today),
    turns: [{ role: 'user', content }],
    schema: answerSchema(),
  };
}

export async function converse(model: LanguageModel, request: DraftRequest): Promise<DraftOutcome> {
  const first = firstRequest(request);
  const turns: ModelMessage[] = [...first.turns];
  const letters = turns.reduce((sum, { content }) => sum + content.length, 0);
  if (letters > LONGEST_PROMPT)
    return {
      ok: false,
      reason: `The prompt is too long: ${letters} letters, of ${LONGEST_PROMPT} at most. Shorten it.`,
    };
  let last: Answer | undefined;
  let reason = '';
  let usage: Usage | undefined;
  const counted = (outcome: DraftOutcome): DraftOutcome =>
    outcome.ok && usage ? { ok: true, draft: { ...outcome.draft, usage } } : outcome;
  for (let attempt = 0; attempt <= REPAIRS; attempt++) {
    request.onProgress?.(attempt === 0 ? 'Asking the model…' : `Repairing the draft (${attempt} of ${REPAIRS})…`);
    const reply = await model.ask({ ...first, turns }, request);
    if (!reply.ok) return counted((last && clean(last, request)) ?? reply);
    if (reply.usage)
      usage = { input: (usage?.input ?? 0) + reply.usage.input, output: (usage?.output ?? 0) + reply.usage.output };
    const parsed = parse(reply.text);
    if (parsed.ok) last = parsed.answer;
    else model.misshapen?.();
    const draft = parsed.ok ? draftOf(parsed.answer, request.schema) : undefined;
    const problems = parsed.ok ? (draft?.rules.length ? request.check(draft.rules) : []) : [parsed.reason];
    if (draft && !problems.length) return counted({ ok: true, draft: settled(draft, request) });
    reason = `The model’s rules do not pass the check: ${problems[0]}`;
    turns.push({ role: 'assistant', content: reply.text.slice(0, LONGEST_ANSWER) });
    turns.push({ role: 'user', content: refusal(problems, request) });
  }
  return counted((last && clean(last, request)) ?? { ok: false, reason });
}

function refusal(problems: readonly string[], { schema }: DraftRequest): string {
  const lines = problems.slice(0, 10).map((problem) => `- ${hideSecrets(schema, problem)}`);
  return `The checker refuses this:\n${lines.join('\n')}\nGive the whole answer again, mended.`;
}

/** The part of the last answer that checks clean, with what was left out and why; undefined when there is none. */
function clean(given: Answer, request: DraftRequest): DraftOutcome | undefined {
  const refused = new Map<number, string>();
  for (const [index] of given.rules.entries()) {
    const { rules } = draftOf(given, request.schema, (at) => at === index);
    const [problem] = rules.length ? request.check(rules) : [];
    if (problem !== undefined) refused.set(index, problem);
  }
  const draft = draftOf(given, request.schema, (at) => !refused.has(at));
  if (!draft.rules.length || request.check(draft.rules).length) return undefined;
  const left = [...refused].map(([index, problem]) => {
    const words = given.phrases.filter((phrase) => phrase.rules.includes(index)).map(({ text }) => `“${text}”`);
    return `${words.length ? words.join(', ') : 'a rule'} (left out: ${problem})`;
  });
  return { ok: true, draft: settled({ ...draft, notUnderstood: [...draft.notUnderstood, ...left] }, request) };
}

/** The prompt, with what was answered about its words. */
function asked({ prompt, answers }: DraftRequest): string {
  const said = answers.map(({ about, answer }) => `- “${about}” means: ${answer}`);
  return said.length
    ? `${prompt}\n\nAnswers to earlier questions; do not ask about these again:\n${said.join('\n')}`
    : prompt;
}

/**
 * What was answered is neither asked nor missing any more; a phrase has to stand in the prompt; a rule that no phrase
 * names is told as an assumption, unless the prompt itself holds the rule.
 */
function settled({ unnamed, ...draft }: ReturnType<typeof draftOf>, { answers, prompt }: DraftRequest): ProviderDraft {
  const done = (about: string): boolean =>
    answers.some((answer) => answer.about.trim().toLowerCase() === about.trim().toLowerCase());
  const said = plain([prompt, ...answers.flatMap(({ about, answer }) => [about, answer])].join(' '));
  return {
    ...draft,
    assumptions: [
      ...draft.assumptions,
      ...unnamed
        .filter((rule) => !prompt.includes(JSON.stringify(rule)))
        .map((rule) => `No words of the prompt are given for a rule: ${ruleLine(rule)}`),
    ],
    questions: draft.questions.filter((question) => !done(question.about)),
    notUnderstood: draft.notUnderstood.filter((words) => !done(words)),
    phrases: draft.phrases.filter(({ text }) => said.includes(plain(text))),
    answered: answers,
  };
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();

type Parsed = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly reason: string };

function parse(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(jsonIn(text));
  } catch {
    return { ok: false, reason: 'The answer is not JSON.' };
  }
  const result = answer.safeParse(value);
  if (result.success) return { ok: true, answer: result.data };
  const [issue] = result.error.issues;
  const where = issue ? ` at ${issue.path.join('.') || 'its top'}: ${issue.message}` : '';
  return { ok: false, reason: `The answer does not have the asked shape${where}.` };
}
