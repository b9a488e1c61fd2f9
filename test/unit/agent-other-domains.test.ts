/** Prompts over projects that the translator was not written for: a bank, a streaming service, travel, a business product. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { translatePrompt } from '../../server/src/agent/index.ts';
import { readSchema, readSegment } from '../../server/src/language/index.ts';

const FOLDER = new URL('../fixtures/prompts/', import.meta.url);

interface Case {
  readonly id: string;
  readonly prompt: string;
  readonly status?: 'partial' | 'unclear';
  readonly where?: readonly unknown[];
  /** Other readings that are as good. */
  readonly or?: readonly (readonly unknown[])[];
  readonly not_understood?: readonly string[];
}

/** Rules in one order of keys and of values that stand in any order; measures of one deed together. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  const unordered = new Set([
    'in',
    'not_in',
    'includes_all',
    'includes_any',
    'weekdays',
    'any',
    'all',
    'where',
    'reachable',
    'did',
  ]);
  const sorted = (list: unknown[]): unknown[] =>
    list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => {
    const inner = normal(each);
    return [key, unordered.has(key) && Array.isArray(inner) ? sorted(inner) : inner];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const text = (rules: readonly unknown[]): string =>
  rules
    .map((rule) => JSON.stringify(normal(rule)))
    .sort()
    .join('\n');

for (const domain of readdirSync(FOLDER)) {
  describe(`agent: prompts of ${domain}`, () => {
    const { schema } = readSchema(readFileSync(new URL(`${domain}/segments.schema.yaml`, FOLDER), 'utf8'), {
      uri: `file:///${domain}/segments.schema.yaml`,
    });
    const { cases, segments } = parse(readFileSync(new URL(`${domain}/cases.yaml`, FOLDER), 'utf8')) as {
      cases: Case[];
      segments: { id: string; name: string }[];
    };
    const ids = new Set(segments.map(({ id }) => id));
    const check = (yaml: string) =>
      readSegment(yaml, {
        uri: 'file:///d.segment.yaml',
        id: 'd',
        schema,
        segments: { has: (id) => ids.has(id), ids: () => ids },
      }).diagnostics;
    for (const each of cases) {
      it(`${each.id} ${each.prompt}`, async () => {
        const result = await translatePrompt({ prompt: each.prompt, schema, segments, provider: 'builtin', check });
        assert.equal(result.status, each.status ?? 'ok', `not understood: ${result.notUnderstood.join(', ')}`);
        const back = result.notUnderstood.join(' · ').toLowerCase();
        for (const words of each.not_understood ?? [])
          assert.ok(back.includes(words), `“${words}” is dropped in silence`);
        if (each.status !== undefined) assert.ok(result.questions.length > 0, 'nothing is asked');
        if (each.status === 'unclear') return;
        const rules: unknown[] = parse(result.yaml ?? '').where;
        const accepted = [each.where ?? [], ...(each.or ?? [])].map(text);
        assert.ok(accepted.includes(text(rules)), `got\n${text(rules)}\nwant\n${accepted.join('\nor\n')}`);
      });
    }
  });
}
