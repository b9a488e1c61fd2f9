import * as z from 'zod';
import { sequenceWords } from '../describe/events.ts';
import { lowerStep } from '../lower/events.ts';
import type { SequenceRule } from '../model.ts';
import { eventSpan } from '../values/index.ts';
import { readEventWindow } from './event-source.ts';
import { readFields, readList } from './fields.ts';
import { AT_KEY, type KeyDoc, WHERE_KEY, WINDOW_KEYS } from './keys.ts';
import type { RuleKindEntry } from './rule-kind.ts';
import { atShape, documented, durationShape, filtersShape, namesShape, windowFields } from './shapes.ts';
import { readSteps } from './steps.ts';

const stepKeys: readonly KeyDoc[] = [
  { name: 'did', doc: 'The event of this step: later than the step before.', snippet: 'did: ${1}', value: 'events' },
  {
    name: 'did_not',
    doc: 'No such event after the step before, within `within` of it; without `within` up to now. It holds when that time is over.',
    snippet: 'did_not: ${1}\nwithin: ${2:2h}',
    value: 'events',
  },
  WHERE_KEY,
  AT_KEY,
  {
    name: 'within',
    doc: 'At most so long after the nearest `did` step above. Not on the first step.\n\n`within: 2h`',
    snippet: 'within: ${1:1d}',
    value: 'duration',
  },
  {
    name: 'same',
    title: 'With the same',
    doc: 'The event’s value equals that of the nearest `did` step above; missing never equals.\n\n`same: product_id`',
    snippet: 'same: ${1}',
    value: 'event-property',
  },
];

const keys: readonly KeyDoc[] = [
  {
    name: 'sequence',
    doc: 'Steps in order, each `did` strictly later than the step before.',
    snippet: 'sequence:\n  - did: ${1}\n  - did: ${2}\n    within: ${3:1d}',
    value: 'steps',
    required: true,
    keys: stepKeys,
  },
  ...WINDOW_KEYS.map((key) => ({ ...key, doc: `Where the first step’s event lies. ${key.doc}` })),
];

export const sequence: RuleKindEntry<SequenceRule> = {
  id: 'sequence',
  title: 'Did events in order',
  doc: 'Some choice of events satisfies every step in order. The window says where the first step’s event lies.\n\n```yaml\n- sequence:\n    - did: Added To Cart\n    - did: Checkout Started\n      within: 1d\n    - did_not: Charged\n      within: 2h\n  within: 30d\n```',
  snippet: 'sequence:\n  - did: ${1}\n  - did: ${2}\n    within: ${3:1d}',
  keys,
  shape: () => {
    const step = {
      where: filtersShape.optional(),
      at: atShape.optional(),
      within: durationShape.optional(),
      same: z.string().optional(),
    };
    const steps = z.union([
      documented(stepKeys, { did: namesShape, ...step }),
      documented(stepKeys, { did_not: namesShape, ...step }),
    ]);
    return documented(keys, { sequence: z.array(steps).min(1), ...windowFields });
  },
  parse: ({ node, kind, extraKeys }, context) => {
    const fields = readFields(node, [...keys.map(({ name }) => name), ...extraKeys], 'a rule with sequence', context);
    const window = readEventWindow(fields, context);
    const list = readList(kind, 'at least one step', context);
    const steps =
      list === undefined
        ? []
        : readSteps(
            list,
            stepKeys.map(({ name }) => name),
            context,
          );
    return {
      kind: 'sequence',
      steps,
      ...(window === undefined ? {} : { window }),
      range: node.range,
      keyRange: kind.key.range,
    };
  },
  clause: (rule) => ({ lead: 'who', text: sequenceWords(rule) }),
  lower: ({ steps, window }, { clock }) => ({
    node: 'sequence',
    steps: steps.map((step) => lowerStep(step, clock)),
    span: eventSpan(window, clock),
    asOf: clock.asOf,
  }),
};
