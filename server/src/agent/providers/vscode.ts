/** The language models of the editor, such as GitHub Copilot's: no key of our own, asked through the editor. */
import type { EditorFailure, EditorModels, ModelMessage, Provider } from '../result.ts';
import { converse, firstRequest } from './conversation.ts';
import { type LanguageModel, type ModelRequest, schemaInWords, unlessAborted } from './language-model.ts';

const TO = 'the language model of the editor';

const SENTENCES: Readonly<Record<EditorFailure, string>> = {
  absent: 'VS Code has no language model. Install and sign in to an extension that offers one, such as GitHub Copilot.',
  denied: 'VS Code was not allowed to use its language model. Allow it when it asks, or choose another provider.',
  blocked: 'The language model of VS Code stopped the prompt by its content filter. Say it in other words.',
  quota: 'The language model of VS Code is over its limit. Wait a little or choose another provider.',
  'too-long': 'The language model of VS Code cannot take so long a request. Choose a model with a larger context.',
  failed: 'The language model of VS Code failed.',
};

export const vscode: Provider = {
  id: 'vscode',
  title: 'VS Code’s language models',
  inEditorOnly: true,
  missing: ({ vscode: models }) =>
    models
      ? undefined
      : 'VS Code’s language models can be asked from VS Code only, and not before the folder is trusted.',
  automatic: ({ vscode: models }) => models?.chosen === true,
  draft: (request) => converse(editorModel(request.settings.vscode!), request),
  preview: (request) => editorModel(request.settings.vscode!).preview(firstRequest(request)),
};

/** It has no instructions of its own and no schemas: both stand in the first message. */
function messagesOf({ instructions, turns, schema }: ModelRequest): readonly ModelMessage[] {
  return [{ role: 'user', content: `${instructions}\n\n${schemaInWords(schema)}` }, ...turns];
}

function editorModel(models: EditorModels): LanguageModel {
  return {
    async preview(request) {
      return { provider: 'vscode', to: TO, body: { messages: messagesOf(request) } };
    },
    async ask(request, { signal, onSent }) {
      const messages = messagesOf(request);
      onSent?.({ provider: 'vscode', to: TO, body: { messages } });
      const reply = await unlessAborted(models.ask(messages, signal), signal);
      if (reply.ok) return reply;
      const detail = reply.kind === 'failed' && reply.message ? ` ${reply.message}` : '';
      return { ok: false, reason: `${SENTENCES[reply.kind] ?? SENTENCES.failed}${detail}` };
    },
  };
}
