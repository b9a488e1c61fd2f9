/**
 * @segments in the chat: new segments, refinements and explanations, by the same requests as the commands.
 * Invariant: writes what the commands write and nothing else; a refinement is a diff that the person accepts.
 */
import * as vscode from 'vscode';
import type { Services } from '../commands/command.ts';
import { activeSegment, anyProject } from '../commands/target.ts';
import { messageOf, stackOf } from '../platform/error-text.ts';
import { makeSegment } from '../prompts/new-segment.ts';
import { refineFile } from '../prompts/refine-segment.ts';
import { answersOf } from '../threads/thread.ts';
import { remarksMarkdown } from './remarks-markdown.ts';
import { callTool } from './tools.ts';

export const PARTICIPANT = 'segments.chat';

/** What the participant's part in the chat remembers: the segment that it was about. */
interface About {
  readonly uri?: string;
  readonly thread?: string;
}

/** The parts of the chat's interface that are used. */
export type ChatStream = Pick<vscode.ChatResponseStream, 'markdown' | 'button' | 'progress'>;
export type ChatAsked = Pick<vscode.ChatRequest, 'command' | 'prompt'>;
export type ChatBefore = Pick<vscode.ChatContext, 'history'>;

/** Registers the participant where the editor has a chat; elsewhere nothing happens. */
export function registerParticipant(services: Services): vscode.Disposable {
  const { chat } = vscode as Partial<typeof vscode>;
  if (typeof chat?.createChatParticipant !== 'function') return new vscode.Disposable(() => undefined);
  const participant = chat.createChatParticipant(PARTICIPANT, (request, context, stream, token) =>
    answer(services, request, context, stream, token),
  );
  participant.iconPath = new vscode.ThemeIcon('pie-chart');
  return participant;
}

/** Answers one message. A failure is a sentence in the chat. */
export async function answer(
  services: Services,
  { command, prompt }: ChatAsked,
  context: ChatBefore,
  stream: ChatStream,
  token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
  const before = lastAbout(context);
  const say = (text: string) => void stream.markdown(text);
  try {
    if (!vscode.workspace.isTrusted) {
      say(vscode.l10n.t('Prompts wait until you trust this workspace.'));
      return {};
    }
    const uri = before.uri === undefined ? activeSegment() : vscode.Uri.parse(before.uri);
    if (command === 'explain') return await explain(services, activeSegment() ?? uri, stream, token);
    if (!prompt.trim()) {
      say(vscode.l10n.t('Say in your own words who belongs to the segment, or what shall change.'));
      return {};
    }
    // Without a command, what follows on a segment changes it.
    const refines = command === 'refine' || (command === undefined && before.uri !== undefined);
    if (!refines) return await make(services, prompt, stream);
    return await change(services, command === 'refine' ? (activeSegment() ?? uri) : uri, prompt, stream);
  } catch (error) {
    if (error instanceof vscode.CancellationError || token.isCancellationRequested) return {};
    services.log.error(`@segments: ${stackOf(error)}`);
    return { errorDetails: { message: messageOf(error) } };
  }
}

async function make(services: Services, prompt: string, stream: ChatStream): Promise<vscode.ChatResult> {
  const near = await anyProject(services);
  if (!near) throw new Error(vscode.l10n.t('Open a folder with a segments.schema.yaml first.'));
  stream.progress(vscode.l10n.t('Writing the segment'));
  const { result, uri, thread } = await makeSegment(services, { prompt, near });
  if (result.yaml !== null) stream.markdown(fenced(result.yaml));
  else stream.markdown(vscode.l10n.t('The prompt is not clear enough for a segment, so nothing was written.'));
  stream.markdown(remarksMarkdown(result));
  if (uri) offer(stream, uri);
  return { metadata: { thread, ...(uri && { uri: uri.toString() }) } satisfies About };
}

async function change(
  services: Services,
  uri: vscode.Uri | undefined,
  prompt: string,
  stream: ChatStream,
): Promise<vscode.ChatResult> {
  if (!uri) throw new Error(vscode.l10n.t('Open a .segment.yaml file first: it is refined.'));
  stream.progress(vscode.l10n.t('Refining the segment'));
  const { store } = services.threads;
  const thread = await store.about(uri.toString());
  const known = thread === undefined ? undefined : await store.read(thread);
  const result = await refineFile(services, { uri, prompt, thread, answers: known ? answersOf(known) : [] });
  const changed = result.after !== result.before;
  const done = changed
    ? vscode.l10n.t('The change is shown as a diff: accept or discard it there.')
    : vscode.l10n.t('Nothing is changed.');
  stream.markdown([done, ...result.changes.map((text) => `- ${text}`)].join('\n'));
  stream.markdown(remarksMarkdown(result));
  offer(stream, uri);
  return { metadata: { uri: uri.toString(), ...(thread !== undefined && { thread }) } satisfies About };
}

async function explain(
  services: Services,
  uri: vscode.Uri | undefined,
  stream: ChatStream,
  token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
  if (!uri) throw new Error(vscode.l10n.t('Open a .segment.yaml file first: it is explained.'));
  const input = { segment: uri.fsPath };
  const said = await callTool(services, 'explain_segment', input, token);
  stream.markdown(said.text);
  if (said.ok) {
    stream.progress(vscode.l10n.t('Counting the segment'));
    const counted = await callTool(services, 'count_segment', input, token);
    stream.markdown(`\n\n${counted.text.replaceAll('\n', '  \n')}`);
  }
  offer(stream, uri);
  return { metadata: { uri: uri.toString() } satisfies About };
}

function offer(stream: ChatStream, uri: vscode.Uri): void {
  stream.button({ title: vscode.l10n.t('Open Segment'), command: 'vscode.open', arguments: [uri] });
  stream.button({ title: vscode.l10n.t('Show Insights'), command: 'segments.showInsights', arguments: [uri] });
}

/** The segment that this chat's last answer was about. */
function lastAbout({ history }: ChatBefore): About {
  for (const part of [...history].reverse()) {
    const metadata = 'result' in part ? part.result.metadata : undefined;
    if (typeof metadata?.['uri'] === 'string') return { uri: metadata['uri'] };
  }
  return {};
}

const fenced = (yaml: string): string => `\`\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\`\`\n`;
