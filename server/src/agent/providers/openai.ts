/**
 * OpenAI and endpoints that speak its Responses API. One conversation: a draft in strict structured output, then at most
 * two repairs with the checker's own words. Every failure is one sentence; nothing is written, the built-in answers instead.
 */
import type OpenAI from 'openai';
import { Temporal } from 'temporal-polyfill';
import type { DraftOutcome, DraftRequest, Provider, ProviderDraft } from '../result.ts';
import { answer, answerSchema, draftOf } from './answer.ts';
import { hideSecrets, instructions } from './instructions.ts';

const MODEL = 'gpt-5-mini';
const TIMEOUT = 60_000;
const RETRIES = 2;
const REPAIRS = 2;
/** Longer prompts are not sent whole: nobody describes an audience in more letters. */
const LONGEST_PROMPT = 8000;

type Turn = { readonly role: 'user' | 'assistant'; readonly content: string };
type Reply =
  | { readonly ok: true; readonly text: string; readonly draft: ProviderDraft }
  | { readonly ok: false; readonly reason: string; readonly text?: string };

export const openai: Provider = {
  id: 'openai',
  title: 'OpenAI',
  available: ({ openai: settings }) => Boolean(settings?.apiKey.trim()),
  async draft(request) {
    const settings = request.settings.openai;
    if (!settings) return { ok: false, reason: 'No OpenAI key is set.' };
    // Only here, so that nothing loads it who does not use it.
    const { default: Client } = await import('openai');
    const client = new Client({
      apiKey: settings.apiKey.trim(),
      baseURL: settings.baseUrl?.trim() || 'https://api.openai.com/v1',
      timeout: TIMEOUT,
      maxRetries: RETRIES,
      organization: null,
      project: null,
      dangerouslyAllowBrowser: true,
      logLevel: 'off',
    });
    try {
      return await converse(client, settings.model?.trim() || MODEL, request);
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      return { ok: false, reason: sentence(error, Client, settings.baseUrl) };
    }
  },
};

async function converse(client: OpenAI, model: string, request: DraftRequest): Promise<DraftOutcome> {
  const today = Temporal.Instant.fromEpochMilliseconds(request.now)
    .toZonedDateTimeISO(request.schema.timezone)
    .toPlainDate()
    .toString();
  const told = instructions(request.schema, request.segments, request.prompt, today);
  const turns: Turn[] = [{ role: 'user', content: asked(request) }];
  let reason = '';
  for (let attempt = 0; attempt <= REPAIRS; attempt++) {
    request.onProgress?.(attempt === 0 ? 'Asking the model…' : `Repairing the draft (${attempt} of ${REPAIRS})…`);
    const reply = await ask(client, model, told, turns, request);
    if (!reply.ok && reply.text === undefined) return reply;
    const problems = reply.ok ? (reply.draft.rules.length ? request.check(reply.draft.rules) : []) : [reply.reason];
    if (reply.ok && !problems.length) return { ok: true, draft: settled(reply.draft, request) };
    reason = `The model’s rules do not pass the check: ${problems[0]}`;
    turns.push({ role: 'assistant', content: (reply.text ?? '').slice(0, 20_000) });
    turns.push({
      role: 'user',
      content: `The checker refuses this:\n${problems
        .slice(0, 10)
        .map((problem) => `- ${hideSecrets(request.schema, problem)}`)
        .join('\n')}\nGive the whole answer again, mended.`,
    });
  }
  return { ok: false, reason };
}

/** The prompt, with what was answered about its words. */
function asked({ prompt, answers }: DraftRequest): string {
  const said = answers.map(({ about, answer }) => `- “${about}” means: ${answer}`);
  const text = said.length
    ? `${prompt}\n\nAnswers to earlier questions; do not ask about these again:\n${said.join('\n')}`
    : prompt;
  return text.slice(0, LONGEST_PROMPT);
}

/** What was answered is neither asked nor missing any more. */
function settled(draft: ProviderDraft, { answers }: DraftRequest): ProviderDraft {
  const done = (about: string): boolean =>
    answers.some((answer) => answer.about.trim().toLowerCase() === about.trim().toLowerCase());
  return {
    ...draft,
    questions: draft.questions.filter((question) => !done(question.about)),
    notUnderstood: draft.notUnderstood.filter((words) => !done(words)),
    answered: answers,
  };
}

async function ask(
  client: OpenAI,
  model: string,
  told: string,
  turns: readonly Turn[],
  request: DraftRequest,
): Promise<Reply> {
  const response = await client.responses.create(
    {
      model,
      instructions: told,
      input: turns.map((turn) => ({ role: turn.role, content: turn.content })),
      store: false,
      max_output_tokens: 16_000,
      text: { format: { type: 'json_schema', name: 'segment', strict: true, schema: answerSchema() } },
    },
    { signal: request.signal ?? null },
  );
  const refusal = (response.output ?? [])
    .flatMap((item) => (item.type === 'message' ? item.content : []))
    .find((part) => part.type === 'refusal');
  if (refusal?.type === 'refusal')
    return { ok: false, reason: `The model refused: ${refusal.refusal.replace(/\s+/g, ' ').slice(0, 200)}` };
  if (response.status === 'incomplete') {
    const filtered = response.incomplete_details?.reason === 'content_filter';
    return {
      ok: false,
      reason: filtered
        ? 'The model’s answer was stopped by its content filter.'
        : 'The model’s answer was cut off before it was complete.',
    };
  }
  if (response.status === 'failed')
    return { ok: false, reason: `The model failed: ${response.error?.message ?? 'no reason given'}.` };
  const text = response.output_text ?? '';
  const parsed = parse(text);
  if (!parsed.ok) return { ok: false, reason: parsed.reason, text };
  return { ok: true, text, draft: draftOf(parsed.answer, request.schema) };
}

function parse(
  text: string,
):
  | { readonly ok: true; readonly answer: ReturnType<typeof answer.parse> }
  | { readonly ok: false; readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'The answer is not JSON.' };
  }
  const result = answer.safeParse(value);
  if (result.success) return { ok: true, answer: result.data };
  const [issue] = result.error.issues;
  return {
    ok: false,
    reason: `The answer does not have the asked shape${issue ? ` at ${issue.path.join('.') || 'its top'}: ${issue.message}` : ''}.`,
  };
}

/** What went wrong and what to do, for a person. Never the key, which some servers repeat in their message. */
function sentence(error: unknown, Client: typeof OpenAI, baseUrl: string | undefined): string {
  const where = baseUrl ? `The server at ${hostOf(baseUrl)}` : 'OpenAI';
  if (error instanceof Client.AuthenticationError)
    return `${where} does not accept the key. Check that it is right and still valid.`;
  if (error instanceof Client.PermissionDeniedError)
    return `${where} does not allow this key to use the model. Choose another model or key.`;
  if (error instanceof Client.NotFoundError)
    return `${where} does not know the model or the address. Check the model and the base URL in the settings.`;
  if (error instanceof Client.RateLimitError)
    return `${where} is over its limit (429), also after ${RETRIES} retries. Wait a little or check your quota.`;
  if (error instanceof Client.BadRequestError)
    return `${where} refused the request (400): ${plainMessage(error.message)}`;
  if (error instanceof Client.APIConnectionTimeoutError)
    return `${where} did not answer within ${TIMEOUT / 1000} seconds.`;
  if (error instanceof Client.APIConnectionError)
    return `${where} cannot be reached. Check the network and the base URL.`;
  if (error instanceof Client.InternalServerError)
    return `${where} has an error of its own (${error.status}), also after ${RETRIES} retries.`;
  if (error instanceof Client.APIError)
    return `${where} answered with an error${error.status ? ` (${error.status})` : ''}.`;
  return `${where} gave an answer that could not be read.`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function plainMessage(text: string): string {
  return text
    .replace(/sk-[\w-]+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}
