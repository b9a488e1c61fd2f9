import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { completion } from '../../server/src/features/completion/provide.ts';
import { NO_DATA } from '../../server/src/features/data.ts';
import type { FeatureContext, FeatureDocument } from '../../server/src/features/feature.ts';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.ts';
import { textOf } from '../../server/src/lsp/convert.ts';
import { isSchemaFile, openProject } from '../../server/src/project/index.ts';
import { cursorOf, type Fixture, parseFixture } from './fixture.ts';
import { memoryHost } from './memory-host.ts';

/** The schema that fixtures are read with when they bring none. */
export const SCHEMA = `version: 1
project: shop
timezone: Asia/Kolkata
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    os: {type: string, values: [iOS, Android, Web], aliases: [platform], description: The device}
    city: {type: string, examples: [Pune, "New York"], labels: {Pune: Poona}}
    age: {type: number, unit: years}
    email: {type: string, pii: true}
    vip: {type: boolean}
    app_version: {type: version, examples: ["10.2", "9.0.1"]}
    tier: {type: string, values: [Silver, Gold, Platinum], ordered: true}
    signed_up_at: {type: datetime}
    birthday: {type: date}
    interests: {type: list<string>, examples: [Sports]}
    home: {type: geo}
    "favourite: color": {type: string, values: ["#fff", "yes"]}
events:
  Charged:
    description: A completed purchase
    aliases: [purchase, buy]
    properties:
      amount: {type: number, unit: USD}
      category: {type: string, values: [Shoes, Bags]}
      coupon: {type: string, labels: {W10: Welcome}}
  App Launched: {properties: {source: {type: string}, amount: {type: number}}}
  "Order: Completed": {description: Odd name}
  "@mention": {}
  $1 off: {}
  Old Purchase: {deprecated: Use Charged, replaced_by: Charged}
channels:
  push:
    label: Push
    reachable:
      - {user: email, exists: true, because: no email}
glossary:
  active: {means: [{did: App Launched, within: 30d}]}
samples: {columns: [city, os]}
`;

export const CONTEXT: FeatureContext = {
  client: {
    snippets: false,
    markdown: true,
    completionMarkdown: true,
    resolvesDocs: false,
    labelDetails: true,
    listDefaults: new Set(),
    locationLinks: false,
    hierarchicalSymbols: true,
    resolvesSymbols: false,
    suggestsAgain: false,
    actions: {
      resolves: false,
      disabled: true,
      documentChanges: true,
      createsFiles: true,
      renamesFiles: true,
      annotates: true,
      asksForNames: false,
    },
    ownCommands: false,
  },
  data: NO_DATA,
  settings: DEFAULT_SETTINGS,
  now: Date.parse('2026-06-30T12:00:00Z'),
  signal: new AbortController().signal,
};

export const SNIPPETS: FeatureContext = { ...CONTEXT, client: { ...CONTEXT.client, snippets: true } };

export interface Opened {
  readonly fixture: Fixture;
  readonly document: FeatureDocument;
  /** The cursor's, else 0. */
  readonly offset: number;
  textAt(path: string): string;
}

/** Opens the file with the cursor (else the first) of a fixture in its project, as the server would. `schema`: empty for none. */
export async function openFixture(source: string, schema = SCHEMA): Promise<Opened> {
  const fixture = parseFixture(source);
  const path = fixture.cursors[0]?.path ?? fixture.ranges[0]?.path ?? [...fixture.files.keys()][0]!;
  const common = schema === '' ? [] : [['segments.schema.yaml', schema] as const];
  const opened = await openFiles(new Map([...common, ...fixture.files]), path);
  return { ...opened, fixture, offset: fixture.cursors[0]?.offset ?? 0 };
}

/** Opens a file of a project, as the server would. */
export async function openFiles(files: ReadonlyMap<string, string>, path: string): Promise<Opened> {
  const host = memoryHost(files);
  const project = await openProject(host.rootUri, host);
  const snapshot = await project.settle();
  const uri = host.uri(path);
  const kind = isSchemaFile(uri) ? 'schema' : 'segment';
  const document: FeatureDocument = {
    uri,
    kind,
    text: TextDocument.create(uri, kind, 1, files.get(path)!),
    tree: kind === 'schema' ? snapshot.schemaReading.tree : snapshot.reading(uri)!.tree,
    snapshot,
    textOf: (at) => {
      const file = snapshot.file(at);
      return file && textOf(file);
    },
  };
  const textAt = (at: string) => files.get(at) ?? '';
  return { fixture: { files, cursors: [], ranges: [] }, document, offset: 0, textAt };
}

export async function itemsAt(source: string, context: FeatureContext = CONTEXT): Promise<readonly CompletionItem[]> {
  const { document, offset } = await openFixture(source);
  const list = completion.provide(
    document,
    { textDocument: { uri: document.uri }, position: document.text.positionAt(offset) } as never,
    context,
  ) as CompletionList;
  return list.items;
}

/** The labels that are offered. */
export const labelsAt = async (source: string): Promise<readonly string[]> =>
  (await itemsAt(source)).map((item) => item.label);

/** The document after choosing an item. What is filtered against has to fit what is typed. */
export async function completed(source: string, label: string, context: FeatureContext = CONTEXT): Promise<string> {
  const fixture = parseFixture(source);
  const { path, offset } = cursorOf(fixture);
  const items = await itemsAt(source, context);
  const item = items.find((each) => each.label === label);
  if (!item) throw new Error(`“${label}” is not offered; there are: ${items.map((each) => each.label).join(', ')}`);
  const text = fixture.files.get(path)!;
  const document = TextDocument.create('', 'segment', 0, text);
  const edit = item.textEdit as TextEdit;
  const [start, end] = [document.offsetAt(edit.range.start), document.offsetAt(edit.range.end)];
  if (start > offset || end < offset) throw new Error('The edit does not touch the cursor.');
  if (edit.range.start.line !== edit.range.end.line) throw new Error('The edit takes more than one line.');
  const typed = text.slice(start, offset).trim().toLowerCase();
  if (!(item.filterText ?? item.label).toLowerCase().includes(typed)) {
    throw new Error(`An editor would hide it: “${typed}” is not in “${item.filterText}”.`);
  }
  return TextDocument.applyEdits(document, [edit]);
}
