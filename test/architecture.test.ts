import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly specifier: string; readonly typeOnly: boolean }[];
}

function sources(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => {
      const path = join(folder, name).replaceAll('\\', '/');
      const text = readFileSync(join(root, path), 'utf8');
      const statement = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s)?'([^']+)'/gm;
      const imports = [...text.matchAll(statement)].map((m) => ({
        specifier: m[2] ?? '',
        typeOnly: m[1] !== undefined,
      }));
      for (const m of text.matchAll(/\bimport\('([^']+)'\)/g)) imports.push({ specifier: m[1] ?? '', typeOnly: false });
      return { path, text, imports };
    });
}

const all = [...sources('server/src'), ...sources('client/src'), ...sources('client/webview')];

/** The file that a relative import names, from the root. */
const target = (from: string, specifier: string) =>
  relative(root, resolve(root, dirname(from), specifier)).replaceAll('\\', '/');

/** The part of the product a file belongs to. */
const area = (path: string) =>
  path.startsWith('client/webview/') ? 'webview' : path.startsWith('client/') ? 'client' : (path.split('/')[2] ?? '');

/** Who may import whom; an area may always import itself. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  language: [],
  query: ['language'],
  store: ['query', 'language', 'protocol'],
  agent: ['language', 'store'],
  project: ['language', 'store'],
  revisions: ['language', 'project'],
  insights: ['language', 'query', 'store', 'project', 'revisions', 'protocol'],
  features: ['language', 'project', 'insights'],
  builder: ['language', 'project', 'features', 'protocol'],
  explorer: ['language', 'project', 'protocol'],
  evaluation: ['language', 'store', 'agent', 'project', 'insights'],
  mcp: ['language', 'store', 'agent', 'project', 'insights'],
  lsp: [
    'language',
    'query',
    'store',
    'agent',
    'project',
    'revisions',
    'insights',
    'features',
    'builder',
    'explorer',
    'mcp',
    'protocol',
  ],
  cli: ['language', 'query', 'store', 'agent', 'project', 'revisions', 'insights', 'evaluation', 'protocol'],
  client: ['protocol'],
  webview: ['protocol'],
};

/** Packages that only one area may know. */
const OWNED: Readonly<Record<string, readonly string[]>> = {
  vscode: ['client'],
  'vscode-languageclient': ['client'],
  'vscode-languageserver': ['lsp', 'features'],
  openai: ['agent'],
  'simple-git': ['revisions'],
  'sql.js': ['store'],
  commander: ['cli'],
  '@modelcontextprotocol/sdk': ['mcp'],
};

describe('architecture', () => {
  it('lets each area import only what it may', () => {
    const wrong: string[] = [];
    for (const source of all) {
      for (const { specifier } of source.imports.filter((i) => i.specifier.startsWith('.'))) {
        const [from, to] = [area(source.path), area(target(source.path, specifier))];
        if (from !== to && !MAY[from]?.includes(to)) wrong.push(`${source.path} imports ${specifier}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('keeps packages with their owners', () => {
    const wrong = all.flatMap((source) =>
      source.imports
        .map(({ specifier }) =>
          Object.keys(OWNED).find((name) => specifier === name || specifier.startsWith(`${name}/`)),
        )
        .filter((name) => name !== undefined && !OWNED[name]?.includes(area(source.path)))
        .map((name) => `${source.path} imports ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('keeps Node out of the language, the query compiler, the features and the protocol', () => {
    const wrong = all.flatMap((source) =>
      ['language', 'query', 'features', 'protocol', 'webview'].includes(area(source.path))
        ? source.imports
            .filter((i) => i.specifier.startsWith('node:'))
            .map((i) => `${source.path} imports ${i.specifier}`)
        : [],
    );
    assert.deepEqual(wrong, []);
  });

  it('keeps Node out of all that runs in a browser', () => {
    const byPath = new Map(all.map((source) => [source.path, source]));
    const reached = new Set([
      'client/src/extension-browser.ts',
      'server/src/lsp/browser.ts',
      'server/src/store/browser/worker.ts',
    ]);
    const wrong: string[] = [];
    for (const path of reached) {
      const source = byPath.get(path)!;
      for (const { specifier, typeOnly } of source.imports) {
        if (typeOnly) continue;
        if (specifier.startsWith('.')) reached.add(target(path, specifier));
        else if (/^node:|\/node$/.test(specifier)) wrong.push(`${path} imports ${specifier}`);
      }
      // What stands in `process.env` is put in its place by the bundler.
      for (const [word] of source.text.matchAll(/\b(?:Buffer\.|process\.(?!env\b))\w+/g))
        wrong.push(`${path}: ${word}`);
    }
    assert.deepEqual(wrong, []);
    assert.ok(reached.size > 300, `${reached.size} files`);
  });

  it('has no import cycles', () => {
    const graph = new Map(
      all.map((source) => [
        source.path,
        source.imports
          .filter((i) => i.specifier.startsWith('.') && !i.typeOnly)
          .map((i) => target(source.path, i.specifier)),
      ]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    assert.deepEqual(cycles, []);
  });

  it('keeps files small: 250 lines, 400 with a reason in the first lines', () => {
    const wrong = all
      .map((source) => ({ source, lines: source.text.trimEnd().split('\n').length }))
      .filter(({ source, lines }) => lines > (/\bOver 250 lines: /.test(source.text) ? 400 : 250))
      .map(({ source, lines }) => `${source.path}: ${lines} lines`);
    assert.deepEqual(wrong, []);
  });

  it('has no catch-all folders or files', () => {
    const wrong = all
      .map((s) => s.path)
      .filter((path) => /(^|\/|-)(utils?|helpers?|common|managers?)(\/|\.ts|-)/.test(path));
    assert.deepEqual(wrong, []);
  });
});
