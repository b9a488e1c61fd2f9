/** Completions in texts that are legal and seldom seen, and in half-typed ones: what is chosen never breaks what is there. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CompletionList, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseAllDocuments } from 'yaml';
import { completion } from '../../server/src/features/completion/provide.ts';
import { parseYaml, type SyntaxNode } from '../../server/src/language/index.ts';
import { CONTEXT, completed, labelsAt, openFiles, SCHEMA } from '../support/feature-fixture.ts';

const HEAD = 'name: a\nwhere:';

const SEGMENTS = [
  // Brackets and braces without spaces, quoted keys.
  `${HEAD} [{"user":os}]\n`,
  `${HEAD} [{"user":"os","is":"iOS"},{'did':'Charged'}]\n`,
  `${HEAD} [{user: os,is: iOS},{did: Charged}]\r\n`,
  `\uFEFF${HEAD} [{"us\\u0065r":"os"}]\n`,
  `${HEAD}\n  - {"user":"os","in":["iOS","Web"]}\n`,
  `${HEAD}\n  - {"did":["Charged","App Launched"],"count":{"gte":3},"within":"30d"}\n`,
  `${HEAD}\n  - {"user":'favourite: color',"is":"#fff"}\n`,
  `${HEAD}\n  - {did: Charged, where: [{property: amount,gte: 3},{all: [{"property":"category"}]}]}\n`,
  `${HEAD}\n  - sequence: [{"did":"Charged"},{"did_not":"App Launched","within":"2h"}]\n    within: 30d\n`,
  '{"name":"a","where":[{"any":[{"did":"Charged"},{"did_not":"App Launched"}]}]}',
  '{\n"name": "a",\n"where": [\n{\n"user": "os",\n\n"is": "iOS"\n}\n]\n}\n',
  // Brackets over several lines, with room for more.
  `${HEAD}\n  [\n    {"user":"os","is":"iOS"},\n    {"did":"Charged"}\n  ]\n`,
  `${HEAD} [\n  {user: os,\n\n   is: iOS}, # a device\n  \n  {did: Charged}\n]\n`,
  // Quotes, spaces and lines where they need not be.
  `${HEAD}\n  - "user" : os\n    'is' : "iOS"\n`,
  `${HEAD}\n  - user: os\n    in: [ iOS , Web ] # both\n`,
  `${HEAD}\n  - user: os\n    in:\n      - iOS\n      - "Web"\n`,
  `${HEAD}\n  -\n    user: os\n    is: iOS\n`,
  `${HEAD}\n\n  - did: Charged # once\n    # bought\n\n    within: 30d\n`,
  `${HEAD}\n  - any:\n      - did: Charged\n    \n      - user: os\n        \n        is: iOS\n`,
  `${HEAD}\n  - did: App\n      Launched\n  - did: [Charged,\n      App\n      Launched]\n    within: 30d\n`,
  // Anchors, tags, keys behind a question mark, empty collections.
  `${HEAD}\n  - &a {user: os, is: iOS}\n  - *a\n`,
  `${HEAD}\n  - !!map {user: os, is: !!str iOS}\n`,
  `${HEAD}\n  - {? user : os}\n  - ? user\n    : os\n`,
  `tags: [ios,"win back"]\n${HEAD}\n  - {}\n  - []\n  - {user: os}\n`,
  // Half typed.
  `${HEAD} [us]\n`,
  `${HEAD} [us{"did":"Charged"}]\n`,
  `${HEAD} [{us}, {"us"}]\n`,
  `${HEAD} [{"us}]\n`,
  `${HEAD} [{"user":}]\n`,
  `${HEAD} [{"user":"}]\n`,
  `${HEAD} [{"user":"os","}]\n`,
  `${HEAD} [{user: os,is:},{did:}]\n`,
  `${HEAD} [\n  {user: os, is: iOS}, # a device\n  us\n]\n`,
  `${HEAD}\n  - us foo: bar\n  - us foo\n`,
  `${HEAD}\n\t- did: Charged\n\t  within: 30d\n`,
  `${HEAD}\n  - did: Charged\n    sum: {of: amount, between: []}\n    at:\n      weekdays:\n        - sat\n        - \n`,
  `${HEAD}\n  - user: signed_up_at\n    between: [60d,]\n  - user: home\n    near: {"lat":1,}\n`,
];

const SCHEMAS = [
  'version: 1\nusers: {"properties":{"os":{"type":"string","values":["iOS"]}}}\nevents: {Charged: {"properties":{}}}\n',
  'version: 1\nunknown: "error"\ndata:\n  users: {path: a.csv,id: x}\n  events:\n    - {"path":"e.csv","event":"E"}\n',
  'version: 1\nchannels:\n  push: {label: Push,"reachable":[{"user":"os","is":"iOS"}]}\nroles: {"activity":"Charged"}\n',
];

const errorsOf = (text: string): number => {
  const documents = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return Array.isArray(documents) ? documents.flatMap(({ errors }) => errors).length : 0;
};

interface Token {
  readonly start: number;
  readonly end: number;
  readonly source: string;
}

function* tokens(node: SyntaxNode | undefined): Generator<Token> {
  if (node?.kind === 'scalar') yield { ...node.range, source: node.source };
  else if (node?.kind === 'list') for (const item of node.items) yield* tokens(item);
  else for (const { key, value } of node?.entries ?? []) yield* [...tokens(key), ...tokens(value)];
}

/** The words of a text where they are written, not where an alias repeats them. */
const tokensOf = (text: string): readonly Token[] =>
  [...tokens(parseYaml(text).root)].filter(
    ({ start, end, source }) => source !== '' && text.slice(start, end) === source,
  );

/** What is wrong with a text after an edit at a cursor, if anything. */
function damage(before: TextDocument, errors: number, own: readonly Token[], edit: TextEdit): string | undefined {
  const after = TextDocument.applyEdits(before, [edit]);
  if (errorsOf(after) > errors) return 'more errors';
  const [from, to] = [before.offsetAt(edit.range.start), before.offsetAt(edit.range.end)];
  const others = own.filter(({ start, end }) => end <= from || start >= to);
  if (own.length - others.length > 1) return 'takes several words';
  const left = tokensOf(after).map(({ source }) => source);
  for (const { source } of others) {
    const at = left.indexOf(source);
    if (at < 0) return `loses ${source}`;
    left.splice(at, 1);
  }
  return undefined;
}

/** All that is wrong after choosing anything anywhere in a text. */
async function damages(path: string, files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { document } = await openFiles(files, path);
  const text = document.text.getText();
  const errors = errorsOf(text);
  const own = tokensOf(text);
  const found: string[] = [];
  for (let offset = 0; offset <= text.length; offset++) {
    const position = document.text.positionAt(offset);
    const params = { textDocument: { uri: document.uri }, position } as never;
    const { items } = completion.provide(document, params, CONTEXT) as CompletionList;
    for (const { label, textEdit } of items) {
      const what = damage(document.text, errors, own, textEdit as TextEdit);
      if (what) found.push(`${JSON.stringify(`${text.slice(0, offset)}<|>${text.slice(offset)}`)}: ${label} ${what}`);
    }
  }
  return found;
}

const inSegment = (text: string) =>
  damages(
    'a.segment.yaml',
    new Map([
      ['segments.schema.yaml', SCHEMA],
      ['a.segment.yaml', text],
    ]),
  );

describe('completion in awkward texts', () => {
  it('leaves all but the word at the cursor, and breaks nothing', async () => {
    for (const text of SEGMENTS) assert.deepEqual(await inSegment(text), []);
  }).timeout(60_000);

  it('does so in a schema', async () => {
    for (const text of SCHEMAS) {
      assert.deepEqual(await damages('segments.schema.yaml', new Map([['segments.schema.yaml', text]])), []);
    }
  }).timeout(60_000);

  it('does so in any rules as JSON or nearly so', async () => {
    const space = fc.constantFrom('', '', ' ', '  ', '\n      ');
    const quote = fc.constantFrom('"', "'", '');
    const texts = fc.array(fc.tuple(fc.constantFrom('user', 'did', 'is', 'within', 'in'), quote, space), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(texts, space, async (keys, end) => {
        const pairs = keys.map(([key, q, gap], i) => {
          const value =
            key === 'in' ? `[${q}iOS${q},${gap}Web]` : key === 'did' ? `${q}App Launched${q}` : `${q}os${q}`;
          return `${gap}${q}${key}${i}${q}:${q === '' ? ' ' : ''}${value}`;
        });
        const text = `${HEAD}\n  - {${pairs.join(',').replaceAll(/0(?=["']?:)/g, '')}${end}}\n`;
        assert.deepEqual(await inSegment(text), []);
      }),
      { numRuns: 25, seed: 11 },
    );
  }).timeout(120_000);

  const check = async (source: string, label: string, expected: string) =>
    assert.equal(await completed(source, label), expected);

  it('writes a key in the quotes that the cursor touches', async () => {
    await check('where: [{<|>"user":os}]', 'did', 'where: [{"did":os}]');
    await check('where: [{"us<|>er":os}]', 'user', 'where: [{"user":os}]');
    await check('where: [{"user"<|>:os}]', 'user', 'where: [{"user":os}]');
    await check('where: [{"user":<|>"os"}]', 'city', 'where: [{"user":"city"}]');
    await check('where: [{"user":"os"<|>}]', 'os', 'where: [{"user":"os"}]');
    await check('where:\n  - "us<|>er" : os\n', 'user', 'where:\n  - "user" : os\n');
  });

  it('puts a comma before the item or the entry that follows', async () => {
    await check('where: [<|>{user: os}]', 'sample', 'where: [{sample: 10, seed: }, {user: os}]');
    await check(
      'where: [\n  {user: os},\n  <|>\n  {user: age}\n]\n',
      'sample',
      'where: [\n  {user: os},\n  {sample: 10, seed: },\n  {user: age}\n]\n',
    );
    await check('where: [{user: os,<|> is: iOS}]', 'contains', 'where: [{user: os, contains: , is: iOS}]');
  });

  it('offers nothing where all that could be written breaks what is there', async () => {
    for (const source of [
      'where:\n  - <|>{user: os}\n',
      'where:\n  <|>- user: os\n',
      'where:\n <|>   - user: os\n',
      'where:\n  - user:<|> os\n',
      'where:\n  - user: os\n    in:<|>\n      - iOS\n',
      'where:\n  - &a<|> {user: os}\n',
      'where:\n  - did: [App\n      Laun<|>ched]\n',
    ]) {
      assert.deepEqual(await labelsAt(source), [], source);
    }
  });

  it('leaves no commas where a client knows no places to fill in', () =>
    check('where:\n  - user: age\n    betw<|>', 'between', 'where:\n  - user: age\n    between: []'));
});
