import * as vscode from 'vscode';
import { type CallToolParams, type CallToolResult, methods } from '../../../server/src/protocol/index.ts';
import type { Services } from '../commands/command.ts';
import { anyProject } from '../commands/target.ts';

/** The manifest's tools and the server's of the same work. They read only, and give no user and no value of the data. */
export const TOOLS = {
  segments_search: { tool: 'search_schema', doing: () => vscode.l10n.t('Searching the schema') },
  segments_check: { tool: 'check_segment', doing: () => vscode.l10n.t('Checking the segment') },
  segments_count: { tool: 'count_segment', doing: () => vscode.l10n.t('Counting the segment') },
} as const;

type Needs = Pick<Services, 'server' | 'insights'>;

/** Registers the tools where the editor has such; elsewhere nothing happens. */
export function registerTools(services: Needs): vscode.Disposable {
  const { lm } = vscode as Partial<typeof vscode>;
  if (typeof lm?.registerTool !== 'function') return new vscode.Disposable(() => undefined);
  return vscode.Disposable.from(
    ...Object.entries(TOOLS).map(([name, { tool, doing }]) =>
      lm.registerTool<object>(name, {
        prepareInvocation: () => ({ invocationMessage: doing() }),
        invoke: async ({ input }, token) => {
          const { text } = await callTool(services, tool, input, token);
          return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
        },
      }),
    ),
  );
}

/** Asks the server. What it cannot do is an answer too: one sentence that says why. */
export async function callTool(
  { server, insights }: Needs,
  tool: string,
  input: object,
  token: vscode.CancellationToken,
): Promise<CallToolResult> {
  const near = await anyProject({ server, insights });
  if (!near) return { ok: false, text: vscode.l10n.t('No folder with a segments.schema.yaml is open.') };
  const params: CallToolParams = { tool, input, near: near.toString() };
  const result = await server.request<CallToolResult | null>(methods.callTool, params, token);
  return result ?? { ok: false, text: vscode.l10n.t('The language server could not do it. Its log says why.') };
}
