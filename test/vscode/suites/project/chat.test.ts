import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answer, type ChatBefore, PARTICIPANT } from '../../../../client/src/chat/participant.ts';
import { remarksMarkdown } from '../../../../client/src/chat/remarks-markdown.ts';
import { TOOLS } from '../../../../client/src/chat/tools.ts';
import type { Services } from '../../../../client/src/commands/command.ts';
import type { Turn } from '../../../../client/src/threads/thread.ts';
import type { NewSegmentResult } from '../../../../server/src/protocol/index.ts';
import { extension, file } from '../extension.ts';

const RESULT: NewSegmentResult = {
  status: 'ok',
  uri: null,
  yaml: 'name: Buyers\nwhere:\n  - did: Charged\n',
  provider: 'builtin',
  assumptions: ['“recent” is [30 days](https://example.com)'],
  questions: [],
  notUnderstood: [],
  phrases: [{ text: 'bought', rule: 'did Charged' }],
};

describe('@segments', () => {
  const nothing: ChatBefore = { history: [] };
  let requests: { method: string; params: object }[];
  let turns: Turn[];
  let said: string;
  let buttons: string[];

  const stream = {
    markdown: (text: string | vscode.MarkdownString) => {
      said += typeof text === 'string' ? text : text.value;
    },
    button: ({ command }: vscode.Command) => void buttons.push(command),
    progress: () => undefined,
  };
  const reply = async <Result>(method: string, params: object): Promise<Result> => {
    // Which project is meant is asked of the server too.
    if (method === 'segments/overview') return { projects: [{ rootUri: file('').toString() }] } as Result;
    requests.push({ method, params });
    const uri = file(`segments/from-chat-${requests.length}.segment.yaml`).toString();
    if (method === 'segments/callTool') return { ok: true, text: 'Users who did Charged.' } as Result;
    return { ...RESULT, uri } as Result;
  };
  const services = {
    server: { request: reply, requestWithProgress: reply },
    insights: { target: undefined },
    log: { error: (text: string) => assert.fail(text) },
    memory: { get: () => undefined },
    secrets: { apiKey: async () => undefined },
    threads: {
      store: {
        add: async (_: unknown, turn: Turn) => ({ id: 't', turn: turns.push(turn) - 1 }),
        about: async () => undefined,
      },
    },
  } as unknown as Services;
  const ask = (command: string | undefined, prompt: string, context = nothing) =>
    answer(services, { command, prompt }, context, stream as never, new vscode.CancellationTokenSource().token);

  before(() => vscode.workspace.getConfiguration('segments').update('provider', 'builtin', true));
  beforeEach(() => {
    [requests, turns, said, buttons] = [[], [], '', []];
  });

  it('writes a segment, shows it with what was assumed, and keeps a thread', async () => {
    const { metadata } = await ask('new', 'who bought');
    const uri = vscode.Uri.parse(metadata?.['uri']);
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString(), RESULT.yaml);
    await vscode.workspace.fs.delete(uri);
    assert.match(said, /did: Charged/);
    assert.match(said, /Assumed/);
    assert.deepEqual(buttons, ['vscode.open', 'segments.showInsights']);
    assert.deepEqual(
      turns.map(({ prompt, applied }) => [prompt, applied]),
      [['who bought', true]],
    );
  });

  it('explains with totals only', async () => {
    const history = [{ result: { metadata: { uri: file('segments/ios-users.segment.yaml').toString() } } }];
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await ask('explain', '', { history } as unknown as ChatBefore);
    assert.match(said, /Users who did Charged/);
    assert.deepEqual(
      requests.map(({ params }) => (params as { tool: string }).tool),
      ['explain_segment', 'count_segment'],
    );
  });

  it('asks for words when there are none, and shows words as they are', async () => {
    await ask('new', '  ');
    assert.deepEqual(requests, []);
    assert.ok(said.length > 0);
    assert.doesNotMatch(remarksMarkdown(RESULT), /\[30 days\]\(/);
  });

  it('says in the chat what went wrong', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const quiet = { ...services, log: { error: () => undefined } } as unknown as Services;
    const token = new vscode.CancellationTokenSource().token;
    const result = await answer(quiet, { command: 'refine', prompt: 'x' }, nothing, stream as never, token);
    assert.match(result.errorDetails?.message ?? '', /Open a \.segment\.yaml file/);
  });

  it('declares the participant and the tools that it registers', async () => {
    const { contributes } = extension().packageJSON;
    assert.deepEqual(
      contributes.chatParticipants.map(({ id }: { id: string }) => id),
      [PARTICIPANT],
    );
    const names: string[] = contributes.languageModelTools.map(({ name }: { name: string }) => name);
    assert.deepEqual(names.sort(), Object.keys(TOOLS).sort());
    await extension().activate();
    const there = vscode.lm.tools.map(({ name }) => name);
    // Where AI features are off, none is listed; where they are on, all are, and they answer.
    if (!there.some((name) => name in TOOLS)) return;
    const { token } = new vscode.CancellationTokenSource();
    const options = { input: { query: 'charged' }, toolInvocationToken: undefined };
    const found = await vscode.lm.invokeTool('segments_search', options, token);
    assert.match(JSON.stringify(found.content), /Charged/);
  });
});
