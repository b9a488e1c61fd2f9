import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { providerIds } from '../server/src/agent/providers/registry.ts';
import { dataChecks, operators, ruleKinds } from '../server/src/language/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const json = (path: string) => JSON.parse(text(path));

interface Setting {
  readonly scope?: string;
  readonly order?: number;
  readonly default?: unknown;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
}

const manifest = json('package.json');
const names: Record<string, string> = json('package.nls.json');
const { contributes } = manifest;
const settings: Readonly<Record<string, Setting>> = Object.assign(
  {},
  ...contributes.configuration.map(({ properties }: { properties: Record<string, Setting> }) => properties),
);
const commandIds: string[] = contributes.commands.map(({ command }: { command: string }) => command);

describe('the extension’s manifest', () => {
  it('says everything that people read through package.nls.json, and nothing there is unused', () => {
    const used = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(names).sort());
    const plain = contributes.commands.filter(
      ({ title, category }: Record<string, string>) => !title?.startsWith('%') || category !== '%category%',
    );
    assert.deepEqual(plain, []);
  });

  it('declares the commands that the client registers, each in a file of its name', () => {
    const registry = text('client/src/commands/registry.ts');
    const registered = [...registry.matchAll(/'(segments\.\w+)': (\w+),/g)].map(([, id]) => id);
    assert.deepEqual(registered.sort(), [...commandIds].sort());
    for (const id of commandIds) {
      const file = id.replace('segments.', '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      assert.ok(existsSync(join(root, `client/src/commands/${file}.ts`)), file);
    }
  });

  /** What begins a project, or acts on a node of a view. */
  const ELSEWHERE: Readonly<Record<string, string>> = {
    'segments.createSchema': 'workspaceFolderCount > 0',
    'segments.openExample': '!isWeb',
    'segments.openWalkthrough': 'true',
    'segments.openSegmentToSide': 'false',
    'segments.revealSegmentFile': 'false',
    'segments.renameAt': 'false',
    'segments.findUsages': 'false',
    'segments.addToSchema': 'false',
  };

  it('shows no command outside a project', () => {
    const shown = new Map<string, string>(
      contributes.menus.commandPalette.map(({ command, when }: { command: string; when: string }) => [command, when]),
    );
    for (const id of commandIds) {
      if (id in ELSEWHERE) assert.equal(shown.get(id), ELSEWHERE[id], id);
      else assert.match(shown.get(id) ?? '', /segments\.(active|insightsOpen)/, id);
    }
  });

  it('starts for a project only', () => {
    assert.deepEqual(manifest.activationEvents, [
      'workspaceContains:**/segments.schema.yaml',
      'onWebviewPanel:segments.insights',
      'onCustomEditor:segments.queryBuilder',
    ]);
  });

  it('describes every setting, with its scope, order and default', () => {
    for (const [id, setting] of Object.entries(settings)) {
      for (const key of ['scope', 'order', 'default', 'markdownDescription'] as const) {
        assert.notEqual(setting[key], undefined, `${id}: ${key}`);
      }
    }
  });

  it('names only settings that exist', () => {
    for (const [key, words] of Object.entries(names)) {
      for (const [, id] of words.matchAll(/`#([\w.]+)#`/g)) assert.ok(id && settings[id], `${key}: ${id}`);
    }
    for (const id of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(settings[id], id);
  });

  it('keeps a workspace from redirecting the key', () => {
    assert.equal(settings['segments.openai.baseUrl']?.scope, 'machine');
    assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('segments.openai.baseUrl'));
  });

  it('offers exactly the providers that there are', () => {
    assert.deepEqual([...(settings['segments.provider']?.enum ?? [])].sort(), ['auto', ...providerIds].sort());
  });

  it('lets each hint from the data be left out', () => {
    const { items } = settings['segments.dataHints.disabled'] as { items: { enum: readonly string[] } };
    assert.deepEqual(items.enum, Object.keys(dataChecks));
  });

  it('points at files that exist', () => {
    const paths = [...JSON.stringify(contributes).matchAll(/"\.\/([^"]+)"/g)].map(([, path]) => path ?? '');
    assert.ok(paths.length > 5);
    for (const path of [...paths, manifest.icon]) assert.ok(existsSync(join(root, path)), path);
  });

  it('begins with a walkthrough whose steps lead somewhere and can be seen to be done', () => {
    const steps = contributes.walkthroughs.flatMap(({ steps }: { steps: object[] }) => steps) as {
      description: string;
      media: { svg: string };
      completionEvents: string[];
    }[];
    assert.equal(steps.length, 5);
    for (const { description, media, completionEvents } of steps) {
      const words = names[description.slice(1, -1)] ?? '';
      const linked = [...words.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? '');
      assert.ok(linked.length > 0);
      const wanted = completionEvents.filter((each) => each.startsWith('onCommand:')).map((each) => each.slice(10));
      for (const id of [...linked, ...wanted]) assert.ok(commandIds.includes(id), id);
      // VS Code takes no notice of other kinds.
      for (const event of completionEvents) assert.match(event, /^on(?:Command|Context):/);
      assert.ok(existsSync(join(root, media.svg)), media.svg);
    }
  });

  it('has types no newer than the oldest VS Code that it runs on', () => {
    assert.equal(`^${manifest.devDependencies['@types/vscode']}`, manifest.engines.vscode);
  });
});

describe('the grammar', () => {
  const grammar = text('syntaxes/segment.tmLanguage.json');
  const words = (scope: string) => {
    const rules = json('syntaxes/segment.tmLanguage.json').repository.key.patterns as {
      match: string;
      captures: Record<string, { name: string }>;
    }[];
    const rule = rules.find(({ captures }) => captures['1']?.name === scope);
    return new Set(/\(([a-z_|]+)\)\(:\)/.exec(rule?.match ?? '')?.[1]?.split('|'));
  };

  it('knows every rule kind and every operator', () => {
    const rules = words('keyword.control.rule.segment');
    assert.deepEqual(
      Object.keys(ruleKinds).filter((id) => !rules.has(id)),
      [],
    );
    const known = words('keyword.other.comparison.segment');
    assert.deepEqual(
      Object.keys(operators).filter((id) => !known.has(id)),
      [],
    );
  });

  it('is valid: each reference has its rule', () => {
    for (const file of readdirSync(join(root, 'syntaxes'))) {
      const { repository } = json(join('syntaxes', file));
      for (const [, name] of text(join('syntaxes', file)).matchAll(/"#([\w-]+)"/g))
        assert.ok(repository[name ?? ''], name);
    }
    assert.ok(grammar.length > 0);
  });
});
