import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as protocol from 'vscode-languageserver/node';
import { features, workspaceFeatures } from '../../server/src/features/registry.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/language-server.md'), 'utf8');
const rows = new Map(
  [...page.matchAll(/^\| `([^`]+)` \| (yes|no) \| (.*) \|$/gm)].map(([, method, answer]) => [
    method!,
    answer === 'yes',
  ]),
);

/** Every message of the protocol that the library knows, but for those about messages themselves. */
const methods = new Set(
  Object.values(protocol as Readonly<Record<string, unknown>>)
    .map((each) => (each as { readonly method?: unknown } | undefined)?.method)
    .filter((method): method is string => typeof method === 'string' && method.includes('/')),
);

describe('the page of the language server', () => {
  it('has a row for every method, each once', () => {
    assert.ok(methods.size > 60);
    const missing = [...methods].filter((method) => !rows.has(method) && method !== 'textDocument/semanticTokens');
    assert.deepEqual(missing, []);
    assert.equal([...page.matchAll(/^\| `/gm)].length, rows.size);
  });

  it('says yes to what is answered, and no to what is not', () => {
    const answered = [...features, ...workspaceFeatures].map(({ method }) => method);
    for (const method of answered) assert.equal(rows.get(method), true, method);
    /** The shell’s own, which are no features. */
    const shell = new Set(['textDocument/diagnostic', 'workspace/diagnostic']);
    const asked =
      /^(textDocument\/(?!did|willSave|publish)|codeAction|codeLens|completionItem|callHierarchy|workspaceSymbol|workspace\/(symbol|diagnostic|will)[^/]*$)/;
    const said = [...rows].filter(([method, yes]) => yes && asked.test(method) && !shell.has(method));
    assert.deepEqual(said.map(([method]) => method).sort(), [...answered].sort());
  });

  it('gives a reason for each', () => {
    for (const [, method, , why] of page.matchAll(/^\| `([^`]+)` \| (yes|no) \| (.*) \|$/gm)) {
      if (method !== 'exit') assert.ok(why!.length > 3, method);
    }
  });
});
