/** Where requests go, and with what: OpenAI, Azure OpenAI in both of its forms, or any server that speaks the API. */
import type OpenAI from 'openai';
import type { OpenAiSettings } from '../result.ts';

export const OPENAI = 'https://api.openai.com/v1';
const MODEL = 'gpt-5-mini';
const AZURE = /\.(openai\.azure|cognitiveservices\.azure|services\.ai\.azure)\.(com|us|cn)$/i;

export interface Endpoint {
  readonly client: OpenAI;
  readonly baseUrl: string;
  readonly model: string;
  /** OpenAI's own address. */
  readonly official: boolean;
}

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The base URL as it is used: without a trailing slash, and Azure's v1 API where no version is given. */
export function baseUrlOf({ baseUrl, apiVersion }: OpenAiSettings): string {
  const url = baseUrl?.trim().replace(/\/+$/, '') || OPENAI;
  if (!URL.canParse(url)) return url;
  const { hostname, pathname } = new URL(url);
  if (!AZURE.test(hostname)) return url;
  if (apiVersion?.trim()) return pathname === '/' ? `${url}/openai` : url;
  return pathname === '/' ? `${url}/openai/v1` : /\/openai$/.test(pathname) ? `${url}/v1` : url;
}

/** Whether there is enough to ask with: a key, or a server other than OpenAI's, which may need none. */
export function isConfigured(settings: OpenAiSettings | undefined): settings is OpenAiSettings {
  if (!settings) return false;
  return Boolean(settings.apiKey?.trim()) || baseUrlOf(settings) !== OPENAI;
}

/** Loads the `openai` package, so that nothing loads it who does not use it. */
export async function openEndpoint(settings: OpenAiSettings, fetch: Fetch): Promise<Endpoint> {
  const { OpenAI: Plain, AzureOpenAI } = await import('openai');
  const baseUrl = baseUrlOf(settings);
  const key = settings.apiKey?.trim();
  const apiVersion = settings.apiVersion?.trim();
  const model = settings.model?.trim() || MODEL;
  const options = {
    apiKey: key || 'none',
    baseURL: baseUrl,
    // Waiting and trying again are done here, where they can be cancelled.
    maxRetries: 0,
    timeout: 600_000,
    organization: null,
    project: null,
    dangerouslyAllowBrowser: true,
    logLevel: 'off' as const,
    defaultHeaders: { ...(key ? {} : { Authorization: null, 'api-key': null }), ...settings.headers },
    fetch,
  };
  const client = apiVersion ? new AzureOpenAI({ ...options, apiVersion, deployment: model }) : new Plain(options);
  return { client, baseUrl, model, official: baseUrl === OPENAI };
}

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
