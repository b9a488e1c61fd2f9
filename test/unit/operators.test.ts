import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { boundOperators, operators, operatorsFor, readSchema, readSegment } from '../../server/src/language/index.ts';
import type { Operator } from '../../server/src/language/operators/operator.ts';
import { SUBSTITUTES } from '../../server/src/language/operators/substitutes.ts';
import type { PROPERTY_TYPES } from '../../server/src/language/schema/model.ts';

const SCHEMA = new URL('../fixtures/checks/segments.schema.yaml', import.meta.url);
const { schema } = readSchema(readFileSync(SCHEMA, 'utf8'), { uri: 'schema' });
const segments = { has: () => true, ids: () => [] };
const all: readonly Operator[] = Object.values(operators);

/** A property of the fixture's users by type. */
const BY_TYPE: Readonly<Record<(typeof PROPERTY_TYPES)[number], string | undefined>> = {
  string: 'city',
  number: 'age',
  version: 'app_version',
  boolean: 'push_opt_in',
  datetime: 'signed_up_at',
  date: 'birthday',
  'list<string>': 'interests',
  'list<number>': undefined,
  geo: 'home',
};

const problems = (rule: string) =>
  readSegment(`name: x\nwhere:\n  - ${rule.replaceAll('\n', '\n    ')}\n`, { uri: 'x', id: 'x', schema, segments })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

describe('operators', () => {
  it('are one file each', () => {
    const files = readdirSync(new URL('../../server/src/language/operators/', import.meta.url));
    for (const { id } of all) assert.ok(files.includes(`${id.replaceAll('_', '-')}.ts`), id);
  });

  it('are those of the language for each type', () => {
    const ids = (type: (typeof PROPERTY_TYPES)[number]) =>
      operatorsFor({ type, ordered: false })
        .map(({ id }) => id)
        .join(' ');
    const numeric = 'is is_not in not_in gt gte lt lte between exists';
    assert.equal(ids('string'), 'is is_not in not_in contains not_contains starts_with ends_with matches exists');
    assert.equal(ids('number'), numeric);
    assert.equal(ids('version'), numeric);
    assert.equal(ids('boolean'), 'is exists');
    const times = 'between on before after within not_within within_next anniversary_within_next exists';
    assert.equal(ids('datetime'), times);
    assert.equal(ids('date'), times);
    assert.equal(ids('list<string>'), 'includes includes_any includes_all excludes exists');
    assert.equal(ids('geo'), 'near exists');
    const ordered = operatorsFor({ type: 'string', ordered: true, values: ['a', 'b'] }).map(({ id }) => id);
    for (const id of ['gt', 'gte', 'lt', 'lte', 'between'] as const) assert.ok(ordered.includes(id));
    assert.equal(boundOperators.map(({ id }) => id).join(' '), numeric.replace(' exists', ''));
  });

  it('have complements that point back, and negatives that say so', () => {
    for (const { id, inverse, negative } of all) {
      if (inverse === undefined) continue;
      const other: Operator = operators[inverse];
      if (other.inverse !== undefined) assert.equal(other.inverse, id);
      assert.notEqual(negative, other.negative, id);
    }
    for (const id of ['is_not', 'not_in', 'not_contains', 'not_within', 'excludes'] as const) {
      assert.equal((operators[id] as Operator).negative, true);
    }
  });

  it('explain themselves with examples that are valid', () => {
    for (const { id, doc, types, title } of all) {
      assert.ok(doc.length > 20 && title.length > 1, id);
      const examples = [...doc.matchAll(/`([a-z_]+: [^`]+)`/g)].map(([, example = '']) => example);
      assert.ok(examples.length > 0, `${id} has no example`);
      for (const example of examples) {
        if (!example.startsWith(`${id}:`)) continue;
        const tried = [...types.flatMap((type) => BY_TYPE[type] ?? []), 'tier'].map((name) =>
          problems(`user: ${name}\n${example}`),
        );
        assert.ok(
          tried.some((found) => found.length === 0),
          `${example}: ${tried.flat().join('\n')}`,
        );
      }
    }
  });

  it('have snippets of their own key', () => {
    for (const { id, snippet } of all) assert.ok(snippet.startsWith(`${id}: `), id);
  });

  it('have substitutes for where they are not valid', () => {
    for (const { id } of all) {
      if (id !== 'exists') assert.ok(SUBSTITUTES[id] !== undefined, id);
    }
    const suggested = (rule: string) =>
      readSegment(`name: x\nwhere:\n  - ${rule}\n`, { uri: 'x', id: 'x', schema, segments }).diagnostics[0]
        ?.suggestions;
    assert.deepEqual(suggested('{user: signed_up_at, gt: 2026-01-01}'), ['after']);
    assert.deepEqual(suggested('{user: interests, contains: a}'), ['includes']);
    assert.deepEqual(suggested('{user: age, after: 5}'), ['gt']);
  });
});
