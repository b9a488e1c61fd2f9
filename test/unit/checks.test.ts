import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { segmentChecks } from '../../server/src/language/checks/registry.ts';
import type { Diagnostic } from '../../server/src/language/diagnostic.ts';
import { checkProject, fixesFor, readSchema, readSegment } from '../../server/src/language/index.ts';
import type { SegmentReading } from '../../server/src/language/rules/index.ts';
import { summaryOf } from '../../server/src/project/summary.ts';

/**
 * Fixtures: `CODE.txt` holds files after `--- ID.segment.yaml`. `# want CODE "text"` beside a line wants a diagnostic
 * that begins on it and whose place or message holds the text; nothing else may be reported. A file that begins with
 * a rule gets a head.
 */
const FOLDER = new URL('../fixtures/checks/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const { schema, diagnostics: schemaDiagnostics } = readSchema(read('segments.schema.yaml'), { uri: 'schema' });
const fixtures = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
/** Not reported by reading a segment: of channels (below), of the files of a project (tests of the project). */
const ELSEWHERE = new Set(['rule-not-allowed', 'missing-list', 'segment-id-form', 'no-schema']);

interface File {
  readonly id: string;
  readonly uri: string;
  readonly text: string;
  readonly reading: SegmentReading;
}

function files(fixture: string): readonly File[] {
  const parts = fixture.split(/^--- (.+)\.segment\.yaml\n/m).slice(1);
  const named = parts.flatMap((id, index) => {
    if (index % 2 === 1) return [];
    const body = parts[index + 1] ?? '';
    return [{ id, uri: `file:///${index}/${id}`, text: body.startsWith('- ') ? `name: ${id}\nwhere:\n${body}` : body }];
  });
  const ids = new Set(named.map(({ id }) => id));
  const segments = { has: (id: string) => ids.has(id), ids: () => ids };
  return named.map((file) => ({ ...file, reading: readSegment(file.text, { ...file, schema, segments }) }));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function check(file: File, diagnostics: readonly Diagnostic[]): void {
  const wanted = file.text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/want ([a-z-]+) "((?:[^"\\]|\\.)*)"/g)].map(([, code = '', text = '']) => ({
      line: index + 1,
      code,
      text: text.replaceAll('\\"', '"'),
    })),
  );
  const found = diagnostics.map((diagnostic) => ({ diagnostic, line: lineOf(file.text, diagnostic.range.start) }));
  const short = (each: { line: number; code: string }) => `${each.line} ${each.code}`;
  assert.deepEqual(
    found.map(({ diagnostic, line }) => short({ line, code: diagnostic.code })).sort(),
    wanted.map(short).sort(),
    `${file.id}: ${found.map(({ diagnostic, line }) => `\n${line} ${diagnostic.code}: ${diagnostic.message}`).join('')}`,
  );
  for (const { line, code, text } of wanted) {
    const candidates = found.filter((each) => each.line === line && each.diagnostic.code === code);
    const places = candidates.map(
      ({ diagnostic }) => `${file.text.slice(diagnostic.range.start, diagnostic.range.end)}\n${diagnostic.message}`,
    );
    assert.ok(
      places.some((place) => place.includes(text)),
      `${file.id}:${line} ${code} lacks ${text}: ${places.join('; ')}`,
    );
  }
}

function diagnosticsOf(all: readonly File[]): ReadonlyMap<File, readonly Diagnostic[]> {
  const ids = new Set(all.map(({ id }) => id));
  const names = { has: (id: string) => ids.has(id), ids: () => ids };
  const across = checkProject(all.map(({ reading }) => summaryOf(reading, names)));
  return new Map(all.map((file) => [file, [...file.reading.diagnostics, ...(across.get(file.uri) ?? [])]]));
}

describe('checks of segment files', () => {
  it('have a schema without errors to be tried on', () => {
    assert.deepEqual(
      schemaDiagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  it('each have a fixture with a case and a counter-case', () => {
    for (const [code, entry] of Object.entries(segmentChecks)) {
      assert.equal(entry.code, code);
      if (ELSEWHERE.has(code)) continue;
      assert.ok(fixtures.includes(`${code}.txt`), `${code} has no fixture`);
      const all = files(read(`${code}.txt`));
      assert.ok(
        all.some(({ text }) => text.includes(`want ${code} `)),
        `${code} has no case`,
      );
      assert.ok(
        all.some(({ text }) => !text.includes('want ')),
        `${code} has no counter-case`,
      );
    }
  });

  for (const name of fixtures) {
    it(name.replace('.txt', ''), () => {
      for (const [file, diagnostics] of diagnosticsOf(files(read(name)))) check(file, diagnostics);
    });
  }

  it('speak in whole sentences, with a remedy and no leftovers', () => {
    for (const name of fixtures) {
      for (const [, diagnostics] of diagnosticsOf(files(read(name)))) {
        for (const { message } of diagnostics) {
          assert.match(message, /[.?]$/, message);
          assert.doesNotMatch(message, /undefined|\[object|NaN|[^.“]\.\.(?!\/)/, message);
        }
      }
    }
  });

  it('offer fixes that make the problem go away', () => {
    for (const name of fixtures) {
      const all = files(read(name));
      const ids = new Set(all.map(({ id }) => id));
      const segments = { has: (id: string) => ids.has(id), ids: () => ids };
      for (const [file, diagnostics] of diagnosticsOf(all)) {
        for (const diagnostic of diagnostics) {
          const fixes = fixesFor(JSON.parse(JSON.stringify(diagnostic)), { ...file, tree: file.reading.tree });
          if (diagnostic.suggestions !== undefined) assert.ok(fixes.length > 0, `${diagnostic.message} has no fix`);
          for (const { title, edits } of fixes) {
            let text = file.text;
            for (const { range, newText } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
              text = text.slice(0, range.start) + newText + text.slice(range.end);
            }
            const mended = { ...file, text, reading: readSegment(text, { ...file, schema, segments }) };
            const after = diagnosticsOf(all.map((each) => (each === file ? mended : each))).get(mended) ?? [];
            const count = (list: readonly Diagnostic[]) => list.filter(({ code }) => code === diagnostic.code).length;
            const context = `${title} for ${diagnostic.message}\n${text}\n${after.map((d) => `${d.code}: ${d.message}`).join('\n')}`;
            assert.ok(!after.some(({ code }) => code === 'yaml-syntax'), context);
            assert.ok(
              count(after) < count(diagnostics) || segmentChecks[diagnostic.code as 'unknown-key'] === undefined,
              context,
            );
          }
        }
      }
    }
  });

  it('offer to remove what always holds, and nothing that is an alias', () => {
    const fix = (rules: string, code: string) => {
      const [file] = files(`--- a.segment.yaml\n${rules}`);
      const diagnostic = file!.reading.diagnostics.find((each) => each.code === code) ?? assert.fail(code);
      const edits = fixesFor(diagnostic, { ...file!, tree: file!.reading.tree }).flatMap((each) => each.edits);
      return edits.map(({ range, newText }) => [file!.text.slice(range.start, range.end), newText]);
    };
    assert.deepEqual(fix('- did: Charged\n  count: {gte: 1}\n  within: 30d\n', 'always-holds'), [
      ['  count: {gte: 1}\n', ''],
    ]);
    assert.deepEqual(fix('- did: Charged\n- sample: 100\n  seed: x\n', 'always-holds'), [
      ['- sample: 100\n  seed: x\n', ''],
    ]);
    assert.deepEqual(fix('- {did: Charged, windw: 30d}\n', 'unknown-key')[0], ['windw', 'within']);
    assert.deepEqual(fix('- {foo: 1, did: Charged}\n', 'unknown-key'), [['foo: 1, ', '']]);
    assert.deepEqual(fix('- foo: 1\n  did: Charged\n', 'unknown-key'), [['foo: 1\n  ', '']]);
    assert.deepEqual(
      fix('- any: [&a {did: Charged, foo: 1}, {did: App Launched}]\n- all: [*a]\n', 'unknown-key').length,
      1,
    );
    assert.deepEqual(fix('- did: Charged\n  after: 30d\n', 'invalid-window'), [['after', 'within']]);
    assert.deepEqual(fix('- user: os\n  is: [iOS, Web]\n', 'wrong-value'), [['is', 'in']]);
  });

  it('refuse in a channel what speaks of channels, segments and samples', () => {
    const channel = (rule: string) =>
      readSchema(`version: 1\nproject: p\nchannels:\n  push:\n    reachable:\n      - ${rule}\n`, {
        uri: 'schema',
      }).diagnostics.map(({ code }) => code);
    for (const rule of ['reachable: push', 'not_reachable: push', 'in_segment: a', 'not_in_segment: a', 'sample: 10']) {
      assert.deepEqual(channel(rule), ['rule-not-allowed'], rule);
    }
    assert.deepEqual(channel('in_list: lists/a.csv'), []);
  });

  it('take no harm from diagnostics that come back wrong', () => {
    const document = { uri: 'u', text: '', tree: files('--- a.segment.yaml\nx')[0]!.reading.tree };
    const range = { start: 0, end: 0 };
    for (const code of [...Object.keys(segmentChecks), 'nonsense', 'toString']) {
      assert.ok(Array.isArray(fixesFor({ code, severity: 'error', range, message: '', data: null }, document)), code);
    }
  });
});
