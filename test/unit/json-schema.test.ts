import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { jsonSchemas, parseYaml, toData } from '../../server/src/language/index.ts';

const root = join(import.meta.dirname, '../..');
const files = { segment: 'segment.schema.json', schema: 'project.schema.json' } as const;

/** Our data has maps without a prototype, which the validator does not take for objects. */
function dataOf(text: string): unknown {
  return JSON.parse(JSON.stringify(toData(parseYaml(text).root)));
}

describe('JSON Schemas', () => {
  const schemas = jsonSchemas();
  const validators: Record<keyof typeof files, ValidateFunction> = {
    segment: new Ajv2020({ allowUnionTypes: true }).compile(schemas.segment),
    schema: new Ajv2020({ allowUnionTypes: true }).compile(schemas.schema),
  };

  function verdict(kind: keyof typeof files, text: string): string[] {
    const validate = validators[kind];
    return validate(dataOf(text))
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }

  for (const [kind, name] of Object.entries(files)) {
    it(`${name} is as the registries say (UPDATE=1 writes it)`, () => {
      const path = join(root, 'schemas', name);
      if (process.env['UPDATE']) {
        mkdirSync(join(root, 'schemas'), { recursive: true });
        writeFileSync(path, `${JSON.stringify(schemas[kind as 'segment'], null, 2)}\n`);
      }
      const written = JSON.parse(readFileSync(path, 'utf8'));
      assert.deepEqual(
        written,
        JSON.parse(JSON.stringify(schemas[kind as 'segment'])),
        'Run the test once with UPDATE=1.',
      );
    });
  }

  const examples = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' });
  for (const path of examples.filter((name) => /\.segment\.yaml$|segments\.schema\.yaml$/.test(name))) {
    it(`take ${path}`, () => {
      const text = readFileSync(join(root, 'examples', path), 'utf8');
      assert.deepEqual(verdict(path.endsWith('.segment.yaml') ? 'segment' : 'schema', text), []);
    });
  }

  it('refuse what is wrong', () => {
    const wrong: [keyof typeof files, string][] = [
      ['segment', 'name: A\n'],
      ['segment', 'name: A\nwhere: []\n'],
      ['segment', 'name: A\nwhere: [{user: os, equals: iOS}]\n'],
      ['segment', 'name: A\nwhere: [{did: X, count: 3}]\n'],
      ['segment', 'name: A\nwhere: [{user: os, is: iOS, because: x}]\n'],
      ['schema', 'version: 2\n'],
      ['schema', 'version: 1\nusers: {properties: {os: {type: text}}}\n'],
      ['schema', 'version: 1\nevent: {}\n'],
      ['schema', 'version: 1\nchannels: {push: {reachable: [{reachable: sms}]}}\n'],
      ['schema', 'version: 1\ndata: {events: [{path: a.csv}]}\n'],
    ];
    for (const [kind, text] of wrong) assert.notDeepEqual(verdict(kind, text), [], text);
  });

  it('take what may be left empty', () => {
    assert.deepEqual(verdict('schema', 'version: 1\nusers:\nevents:\n  Charged:\n  Opened: {}\n'), []);
  });
});
