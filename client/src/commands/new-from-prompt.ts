import * as vscode from 'vscode';
import { requireTrust } from '../platform/trust.ts';
import type { Asked, Made } from '../prompts/new-segment.ts';
import { makeSegment } from '../prompts/new-segment.ts';
import { offerToRemember } from '../prompts/remember.ts';
import type { Command, Services } from './command.ts';
import { hasRemarks, showDetails, summarise } from './prompt-details.ts';
import { chooseProject } from './target.ts';

const LAST_PROMPT = 'segments.lastPrompt';

/** From a prompt to a segment's file with its insights beside it. An unclear prompt can be changed and tried again. */
export const newFromPrompt: Command = {
  run: async (services, given) => {
    if (!(await requireTrust(vscode.l10n.t('Turning a prompt into a segment')))) return;
    const near = await chooseProject(services);
    if (!near) throw new Error(vscode.l10n.t('Open a folder with a segments.schema.yaml first.'));
    const prompt = typeof given === 'string' ? given : await askPrompt(services);
    if (prompt !== undefined) await promptUntilDone(services, { prompt, near });
  },
};

/** Makes a segment of the prompt; as long as the person changes it, tries again in the same thread. */
export async function promptUntilDone(services: Services, asked: Asked): Promise<void> {
  let prompt: string | undefined = asked.prompt;
  let thread = asked.thread;
  while (prompt !== undefined) {
    const made: Made = await makeSegment(services, { ...asked, prompt, thread });
    thread = made.thread;
    prompt = (await present(services, prompt, made)) ? await askPrompt(services) : undefined;
  }
}

/** Asks for a prompt; `value` stands in the box, else the last one. */
export async function askPrompt({ memory }: Services, value?: string): Promise<string | undefined> {
  const prompt = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Segment from Prompt'),
    prompt: vscode.l10n.t('Say in your own words who belongs to the segment.'),
    placeHolder: vscode.l10n.t('Active iOS users who haven’t purchased in the last 15 days'),
    value: value ?? memory.get<string>(LAST_PROMPT, ''),
    ignoreFocusOut: true,
  });
  if (!prompt?.trim()) return undefined;
  await memory.update(LAST_PROMPT, prompt.trim());
  return prompt.trim();
}

/** Shows what came of the prompt. True when the person wants to change it and try again. */
async function present(services: Services, prompt: string, { result, uri }: Made): Promise<boolean> {
  if (uri) {
    await vscode.window.showTextDocument(uri, { preview: false, viewColumn: vscode.ViewColumn.Active });
    // Which words became which rule is a tab beside the file, behind the count.
    await showDetails(prompt, result, true);
    services.insights.show(uri);
  }
  const again = hasRemarks(result) && (await tellRemarks(prompt, result, uri !== undefined));
  if (again || !uri) return again;
  await offerToRemember(services, uri, result.answered ?? []);
  return false;
}

async function tellRemarks(prompt: string, result: Made['result'], written: boolean): Promise<boolean> {
  const change = vscode.l10n.t('Change Prompt');
  const details = vscode.l10n.t('Show Details');
  const show =
    written && result.status === 'ok' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const choice = await show(summarise(result), ...(written ? [details, change] : [change, details]));
  if (choice === details) await showDetails(prompt, result);
  return choice === change;
}
