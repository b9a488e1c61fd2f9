import assert from 'node:assert/strict';
import { formatText, parseYaml, quoteKey, quoteScalar, readSchema, toData } from '../../server/src/language/index.ts';
import { type Plan, plans, schemaText } from '../support/plans.ts';

function namesOf({ users, events }: Plan): string[] {
  return [
    ...users.keys(),
    ...events.keys(),
    ...[...events.values()].flatMap(({ properties }) => [...properties.keys()]),
  ];
}

describe('tracking plans of other products', () => {
  const all = plans();

  it('are there in all their oddity', () => {
    const names = new Set(all.flatMap(namesOf));
    assert.ok(names.size > 900, `${names.size} names`);
    for (const odd of [
      `42_--terrible==\\"event'++name~!3`,
      '0000---terrible-property-name~!3',
      '$$plugin_metrics',
      'products.$.product_id',
    ]) {
      assert.ok(names.has(odd), odd);
    }
  });

  for (const plan of all) {
    describe(plan.name, () => {
      const text = schemaText(plan);
      const reading = readSchema(text, { uri: 'file:///plan/segments.schema.yaml' });

      it('is a schema without errors, and nothing of it is lost', () => {
        const errors = reading.diagnostics.filter(({ severity }) => severity === 'error');
        assert.deepEqual(errors, []);
        assert.deepEqual([...reading.schema.users.keys()], [...plan.users.keys()]);
        assert.deepEqual([...reading.schema.events.keys()], [...plan.events.keys()]);
        for (const [name, event] of plan.events) {
          const read = reading.schema.events.get(name);
          assert.equal(read?.description, event.description);
          const types = [...(read?.properties ?? [])].map(([key, { type }]) => [key, type]);
          assert.deepEqual(
            types,
            [...event.properties].map(([key, { type }]) => [key, type]),
          );
        }
      });

      it('has the same meaning once formatted, and stays as it is then', () => {
        const formatted = formatText(text, 'schema');
        assert.ok(formatted.ok);
        assert.deepEqual(toData(parseYaml(formatted.text).root), toData(reading.tree.root));
        assert.deepEqual(formatText(formatted.text, 'schema'), formatted);
      });

      it('has names that come back from quotes', () => {
        for (const name of namesOf(plan)) {
          const tree = parseYaml(
            `- did: ${quoteScalar(name)}\n  in: [${quoteScalar(name)}, x]\n  ${quoteKey(name)}: 1\n`,
          );
          assert.deepEqual(tree.diagnostics, [], name);
          const [rule] = toData(tree.root) as { did: string; in: string[] }[];
          assert.equal(rule?.did, name);
          assert.equal(rule?.in[0], name);
          assert.ok(Object.keys(rule ?? {}).includes(name));
        }
      });
    });
  }
});
