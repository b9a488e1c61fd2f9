import * as z from 'zod';
import { report } from '../checks/check.ts';
import { outOfRange } from '../checks/rules/out-of-range.ts';
import { ruleNotAllowed } from '../checks/rules/rule-not-allowed.ts';
import { sampleFollowsName } from '../checks/rules/sample-follows-name.ts';
import type { SampleRule } from '../model.ts';
import type { Entry } from '../syntax/tree.ts';
import type { Reading } from './context.ts';
import { present, readFields, readNumber, reportWrong } from './fields.ts';
import type { KeyDoc } from './keys.ts';
import type { RuleKindEntry, RuleSource } from './rule-kind.ts';
import { documented } from './shapes.ts';

const keys: readonly KeyDoc[] = [
  {
    name: 'sample',
    doc: 'How many percent of users: above 0, at most 100.\n\n`sample: 10`',
    snippet: 'sample: ${1:10}',
    value: 'number',
    required: true,
  },
  {
    name: 'seed',
    doc: 'A text that decides which users: the same ones each time for the same seed. Defaults to the segment’s id.\n\n`seed: spring-test`',
    snippet: 'seed: ${1}',
    value: 'text',
  },
];

export const sample: RuleKindEntry<SampleRule> = {
  id: 'sample',
  title: 'Percentage of users',
  doc: 'The user falls in that percentage; the same users each time for the same seed.\n\n```yaml\n- sample: 10\n  seed: spring-test\n```',
  snippet: 'sample: ${1:10}\nseed: ${2}',
  keys,
  shape: () =>
    documented(keys, {
      sample: z.number().gt(0).max(100),
      seed: z.union([z.string(), z.number()]).optional(),
    }),
  parse: (source, context) => {
    const { node, kind, extraKeys } = source;
    const fields = readFields(node, ['sample', 'seed', ...extraKeys], 'a rule with sample', context);
    if (context.place === 'channel') context.report(report(ruleNotAllowed, kind.key.range, { kind: 'sample' }));
    const percent = readPercent(kind, context);
    const seed = readSeed(fields.get('seed'), context);
    if (percent === undefined) return undefined;
    if (fields.get('seed') === undefined) reportDefaultSeed(source, context);
    return {
      kind: 'sample',
      percent,
      ...(seed === undefined ? {} : { seed }),
      range: node.range,
      keyRange: kind.key.range,
    };
  },
  clause: ({ percent, seed }) => ({
    lead: 'who',
    text: `are in a ${percent}% sample${seed === undefined ? '' : ` (seed “${seed}”)`}`,
  }),
  lower: ({ percent, seed }, { segmentId }) => ({ node: 'sample', percent, seed: seed ?? segmentId }),
};

function readPercent(kind: Entry, context: Reading): number | undefined {
  const node = present(kind, 'a percentage such as 10', context);
  if (node === undefined) return undefined;
  const text =
    node.kind === 'scalar' && typeof node.value === 'string' ? /^(\d+(?:\.\d+)?)\s*%$/.exec(node.value.trim()) : null;
  if (text !== null) return reportWrong(node, 'sample', 'a number', context, text[1]);
  const percent = readNumber(node, 'sample', context);
  if (percent === undefined || (percent > 0 && percent <= 100)) return percent;
  const data = {
    what: 'A sample',
    value: String(percent),
    allowed: 'a percentage above 0 and at most 100',
    suggestions: [],
  };
  context.report(report(outOfRange, node.range, data));
  return undefined;
}

/** A seed is a text; that of a number is as it is written. */
function readSeed(entry: Entry | undefined, context: Reading): string | undefined {
  if (entry === undefined) return undefined;
  const node = present(entry, 'a text', context);
  if (node?.kind === 'scalar' && typeof node.value === 'string') return node.value;
  if (node?.kind === 'scalar' && typeof node.value === 'number') return node.source;
  return (
    node &&
    reportWrong(node, 'seed', 'a text', context, node.kind === 'scalar' ? JSON.stringify(node.source) : undefined)
  );
}

function reportDefaultSeed({ node, kind }: RuleSource, context: Reading): void {
  const id = context.segmentId;
  if (id === undefined) return;
  const at = kind.range.end;
  // Keys of one block map stand below each other, so the first entry's column is that of all.
  const text = node.flow ? `, seed: ${id}` : `\n${context.indent(kind.key.range.start)}seed: ${id}`;
  context.report(report(sampleFollowsName, kind.range, { id, insertAt: at, text }));
}
