import * as vscode from 'vscode';
import { methods, type NewSegmentParams, type NewSegmentResult } from '../../../server/src/protocol/index.ts';
import { askConsent } from '../platform/consent.ts';
import { settings } from '../platform/settings.ts';
import { requireTrust } from '../platform/trust.ts';
import type { Command, Services } from './command.ts';
import { withServerProgress } from './progress.ts';
import { hasRemarks, showDetails, summarise } from './prompt-details.ts';
import { chooseProject } from './target.ts';

const LAST_PROMPT = 'segments.lastPrompt';
const OPENAI = 'https://api.openai.com/v1';

/** From a prompt to a segment's file with its insights beside it. An unclear prompt can be changed and tried again. */
export const newFromPrompt: Command = {
  run: async (services, given) => {
    if (!(await requireTrust(vscode.l10n.t('Turning a prompt into a segment')))) return;
    const near = await chooseProject(services.insights);
    if (!near) throw new Error(vscode.l10n.t('Open a folder with a segments.schema.yaml first.'));
    let prompt = typeof given === 'string' ? given : await askPrompt(services);
    while (prompt !== undefined) {
      const result = await translate(services, prompt, near);
      prompt = (await present(services, prompt, result)) ? await askPrompt(services) : undefined;
    }
  },
};

async function askPrompt({ memory }: Services): Promise<string | undefined> {
  const prompt = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Segment from Prompt'),
    prompt: vscode.l10n.t('Say in your own words who belongs to the segment.'),
    placeHolder: vscode.l10n.t('Active iOS users who haven’t purchased in the last 15 days'),
    value: memory.get<string>(LAST_PROMPT, ''),
    ignoreFocusOut: true,
  });
  if (!prompt?.trim()) return undefined;
  await memory.update(LAST_PROMPT, prompt.trim());
  return prompt.trim();
}

async function translate(services: Services, prompt: string, near: vscode.Uri): Promise<NewSegmentResult> {
  const params: NewSegmentParams = { prompt, near: near.toString(), ...(await chooseProvider(services)) };
  const title = vscode.l10n.t('Segments: writing the segment');
  return withServerProgress<NewSegmentResult>(title, services.server, methods.newSegment, params);
}

/** The provider of the settings; without consent for the network only the built-in one. */
async function chooseProvider({
  secrets,
  memory,
}: Pick<Services, 'secrets' | 'memory'>): Promise<Pick<NewSegmentParams, 'provider' | 'apiKey' | 'baseUrl' | 'model'>> {
  const { provider, openai } = settings();
  if (provider === 'builtin') return { provider };
  const apiKey = await secrets.apiKey();
  const hasKey = apiKey !== undefined || Boolean(process.env['OPENAI_API_KEY']);
  if (!hasKey && provider === 'auto') return { provider: 'builtin' };
  if (!hasKey) {
    const set = vscode.l10n.t('Set API Key');
    const choice = await vscode.window.showWarningMessage(vscode.l10n.t('OpenAI needs an API key.'), set);
    if (choice === set) await vscode.commands.executeCommand('segments.setApiKey');
    if ((await secrets.apiKey()) === undefined) throw new vscode.CancellationError();
    return chooseProvider({ secrets, memory });
  }
  if (!(await askConsent(memory, openai.baseUrl ?? process.env['OPENAI_BASE_URL'] ?? OPENAI))) {
    if (provider === 'auto') return { provider: 'builtin' };
    throw new vscode.CancellationError();
  }
  return {
    provider,
    ...(apiKey !== undefined && { apiKey }),
    ...(openai.baseUrl !== undefined && { baseUrl: openai.baseUrl }),
    ...(openai.model !== undefined && { model: openai.model }),
  };
}

/** Shows what came of the prompt. True when the person wants to change it and try again. */
async function present(services: Services, prompt: string, result: NewSegmentResult): Promise<boolean> {
  const written = result.uri !== null && result.yaml !== null;
  if (written) await open(services, vscode.Uri.parse(result.uri), result.yaml);
  if (written && !hasRemarks(result)) return false;
  const change = vscode.l10n.t('Change Prompt');
  const details = vscode.l10n.t('Show Details');
  const show =
    written && result.status === 'ok' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const choice = await show(summarise(result), ...(written ? [details, change] : [change, details]));
  if (choice === details) await showDetails(prompt, result);
  return choice === change;
}

/** Writes the file, never over another one, in one undoable step, and shows its insights beside it. */
async function open({ insights }: Services, wanted: vscode.Uri, yaml: string): Promise<void> {
  const uri = await freeName(wanted);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(yaml) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Error(vscode.l10n.t('Could not write {0}.', vscode.workspace.asRelativePath(uri)));
  }
  await vscode.window.showTextDocument(uri, { preview: false, viewColumn: vscode.ViewColumn.Active });
  insights.show(uri);
}

async function freeName(wanted: vscode.Uri): Promise<vscode.Uri> {
  const [, stem = wanted.path, extension = ''] = /^(.*?)(\.segment\.ya?ml)?$/.exec(wanted.path) ?? [];
  for (let number = 1; ; number++) {
    const uri = number === 1 ? wanted : wanted.with({ path: `${stem}-${number}${extension}` });
    const taken = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!taken) return uri;
  }
}
