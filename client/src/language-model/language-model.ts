/**
 * The editor's own language models, asked for the server. Invariant: no tools are offered to a model, and nothing but the
 * given messages goes to it. Where the editor has none, it says so and nothing else happens.
 */
import * as vscode from 'vscode';
import type { LanguageModelParams, LanguageModelResult } from '../../../server/src/protocol/index.ts';

/** More than any answer. */
const LONGEST_TEXT = 200_000;

/** Whether this editor has the interface at all: forks and old versions do not. Models may come and go later. */
export const hasLanguageModels = (): boolean =>
  typeof (vscode as Partial<typeof vscode>).lm?.selectChatModels === 'function';

/** Answers the server's request. Never throws: a failure has its kind. */
export async function askLanguageModel(
  { messages, model: wanted }: LanguageModelParams,
  token: vscode.CancellationToken,
): Promise<LanguageModelResult> {
  if (!hasLanguageModels()) return { ok: false, kind: 'absent' };
  try {
    const model = await choose(wanted);
    if (!model) return { ok: false, kind: 'absent', ...(wanted !== undefined && { message: wanted }) };
    const said = messages.map(({ role, content }) =>
      role === 'assistant'
        ? vscode.LanguageModelChatMessage.Assistant(content)
        : vscode.LanguageModelChatMessage.User(content),
    );
    const justification = vscode.l10n.t('To turn your prompt into the rules of a segment.');
    const response = await model.sendRequest(said, { justification }, token);
    let text = '';
    for await (const part of response.text) {
      text += part;
      if (text.length > LONGEST_TEXT)
        return { ok: false, kind: 'failed', message: 'Its answer is too long to be one.' };
    }
    return { ok: true, text };
  } catch (error) {
    return failure(error);
  }
}

/** By id, family or name, in this order; without a wish the first there is. */
async function choose(wanted: string | undefined): Promise<vscode.LanguageModelChat | undefined> {
  if (wanted === undefined) return (await vscode.lm.selectChatModels())[0];
  const all = await vscode.lm.selectChatModels();
  const same = (text: string) => text.toLowerCase() === wanted.toLowerCase();
  return (
    all.find(({ id }) => same(id)) ??
    all.find(({ family }) => same(family)) ??
    all.find(({ name }) => same(name)) ??
    all.find(({ vendor }) => same(vendor))
  );
}

/** Exported for the tests. */
export function failure(error: unknown): LanguageModelResult {
  const { code, message, cause } = (error ?? {}) as { code?: unknown; message?: unknown; cause?: unknown };
  const inner = (cause as { message?: unknown } | undefined)?.message;
  const words = [message, inner].filter((each) => typeof each === 'string').join(' ');
  const of = (kind: Exclude<LanguageModelResult, { ok: true }>['kind']): LanguageModelResult => ({
    ok: false,
    kind,
    message: words.replace(/\s+/g, ' ').slice(0, 200),
  });
  if (code === 'NoPermissions') return of('denied');
  if (code === 'NotFound') return of('absent');
  if (/quota|rate.?limit|too many requests|exceeded/i.test(words)) return of('quota');
  if (/too long|token limit|exceeds.*(context|tokens)|max.*tokens/i.test(words)) return of('too-long');
  if (code === 'Blocked' || /filter|off_topic|responsible ai/i.test(words)) return of('blocked');
  return of('failed');
}
