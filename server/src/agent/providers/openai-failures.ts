/** What went wrong between here and a server, for a person: what happened and what to do. Never a key, whoever repeats it. */
import type { Dialect } from './openai-dialects.ts';
import { sentenceOf } from './openai-dialects.ts';
import { hostOf, OPENAI } from './openai-endpoint.ts';
import { askedWait, type Failure, LONGEST_WAIT } from './retry.ts';

/** Raised here when a server stays silent. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
  readonly seconds: number;
  constructor(seconds: number) {
    super('The server is silent.');
    this.seconds = seconds;
  }
}

/** What is read of an error of the `openai` package, which is loaded late: by its fields. */
interface Facts {
  readonly status?: number;
  readonly code?: unknown;
  readonly message: string;
  readonly headers?: { get(name: string): string | null };
  readonly error?: unknown;
}

function factsOf(error: unknown): Facts {
  const { status, code, message, headers, error: body } = (error ?? {}) as Record<string, unknown>;
  return {
    ...(typeof status === 'number' ? { status } : {}),
    code,
    message: typeof message === 'string' ? message : '',
    ...(headers && typeof (headers as Headers).get === 'function' ? { headers: headers as Headers } : {}),
    error: body,
  };
}

const UNKNOWN_MODEL = /model|deployment/i;
const NOT_FOUND = /not.?found|does not exist|unknown|no such|not exist|try pulling|invalid model/i;

function isUnknownModel({ code, message, status }: Facts): boolean {
  if (typeof code === 'string' && /model_not_found|DeploymentNotFound|unknown_model|invalid_model/i.test(code))
    return true;
  return (status === 404 || status === 400) && UNKNOWN_MODEL.test(message) && NOT_FOUND.test(message);
}

const UNSUPPORTED =
  /unsupported|not supported|does ?n.t support|not implemented|unrecogni[sz]ed|unknown (parameter|field|url|path|endpoint|argument)|extra (inputs|fields)|not permitted|unexpected|invalid schema|response_format|json_schema|json_object|text\.format|strict|schema|responses? api|grammar|must be/i;

/** Whether the server refuses the way it was asked, so that the next way is worth trying. */
export function refusesDialect(error: unknown, { path }: Dialect): 'path' | 'format' | undefined {
  const facts = factsOf(error);
  if (facts.status === undefined || isUnknownModel(facts) || isFilter(facts)) return undefined;
  if (facts.status === 404 || facts.status === 405 || facts.status === 501)
    return path === '/responses' ? 'path' : undefined;
  if ((facts.status === 400 || facts.status === 422 || facts.status === 500) && UNSUPPORTED.test(facts.message))
    return 'format';
  return undefined;
}

const isFilter = ({ code, error }: Facts): boolean =>
  code === 'content_filter' || (JSON.stringify(error ?? '') ?? '').includes('content_filter');

/** Whether it may work when it is tried again, and when. */
export function passing(error: unknown): Failure | undefined {
  const { status, headers, code } = factsOf(error);
  if (code === 'insufficient_quota') return undefined;
  if (headers?.get('x-should-retry') === 'false') return undefined;
  if (status === 408 || status === 409 || status === 429 || (status !== undefined && status >= 500 && status !== 501))
    return { wait: askedWait(headers) };
  // A connection that broke may stand again; an address that is wrong stays wrong.
  return /ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|UND_ERR_SOCKET/.test(causeOf(error)) ? {} : undefined;
}

/** Codes and messages of an error and what caused it. */
function causeOf(error: unknown): string {
  const parts: string[] = [];
  let at: unknown = error;
  for (let depth = 0; at && depth < 5; depth++) {
    const { code, message, cause, errors } = at as Record<string, unknown>;
    parts.push(String(code ?? ''), String(message ?? ''));
    at = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return parts.join(' ');
}

export function failureSentence(error: unknown, baseUrl: string, model: string): string {
  const facts = factsOf(error);
  const { status, headers, code } = facts;
  const host = hostOf(baseUrl);
  const where = baseUrl === OPENAI ? 'OpenAI' : `The server at ${host}`;
  if (error instanceof SilenceError)
    return `${where} did not answer within ${error.seconds} seconds. Try again, or choose a faster model.`;
  if (status === undefined) return unreachable(error, where, host, baseUrl);
  if (isFilter(facts)) return `${where} stopped the prompt by its content filter. Say it in other words.`;
  if (isUnknownModel(facts)) return `${where} does not know the model “${model}”. Choose another one in the settings.`;
  if (code === 'insufficient_quota')
    return `${where} says that the quota of this key is used up. Check its plan and billing.`;
  if (status === 401) return `${where} does not accept the key. Check that it is right and still valid.`;
  if (status === 403)
    return `${where} does not allow this key to use the model “${model}”. Choose another model or key.`;
  if (status === 404 || status === 405 || status === 501)
    return `${where} does not offer the API at ${baseUrl}. Check the base URL in the settings; it often ends in /v1.`;
  if (status === 429) return limit(where, askedWait(headers));
  if (status >= 500) return `${where} has an error of its own (${status}), also after trying again. Try later.`;
  if (status === 413 || /context.?length|too (long|large|many tokens)|maximum context/i.test(facts.message))
    return `${where} cannot take so long a request with the model “${model}”. Choose a model with a larger context.`;
  return `${where} refused the request (${status}): ${sentenceOf(facts.message.replace(/^\d{3} /, '')) || 'it gives no reason.'}`;
}

function limit(where: string, wait: number | undefined): string {
  if (wait === undefined || wait <= LONGEST_WAIT)
    return `${where} is over its limit (429), also after trying again. Wait a little or check your quota.`;
  const minutes = Math.ceil(wait / 60_000);
  return `${where} is over its limit (429) and asks to wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}

function unreachable(error: unknown, where: string, host: string, baseUrl: string): string {
  const cause = causeOf(error);
  if (!URL.canParse(baseUrl)) return `“${sentenceOf(baseUrl)}” is no address. Check the base URL in the settings.`;
  if (/redirect/i.test(cause))
    return `${where} sends requests elsewhere, which is not followed. Check the base URL in the settings.`;
  if (/ENOTFOUND|EAI_AGAIN/.test(cause))
    return `${where} cannot be reached: ${host} is not found. Check the network and the base URL.`;
  if (/ECONNREFUSED/.test(cause))
    return `${where} cannot be reached: nothing answers there. Check that it runs, and the base URL.`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|SSL|TLS/i.test(cause))
    return `${where} cannot be reached: its certificate is not trusted on this machine. Check the base URL and NODE_EXTRA_CA_CERTS.`;
  if (error instanceof SyntaxError || /JSON|no answer of the API/i.test(cause))
    return `${where} gave an answer that could not be read. Check that ${baseUrl} is the base URL of the API.`;
  if (/terminated|other side closed|UND_ERR_SOCKET|ECONNRESET|premature/i.test(cause))
    return `${where} broke off its answer. Try again.`;
  return `${where} cannot be reached. Check the network and the base URL.`;
}
