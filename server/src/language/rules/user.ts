import * as z from 'zod';
import { conditionWords } from '../describe/conditions.ts';
import { lowerConditions } from '../lower/predicates.ts';
import type { UserRule } from '../model.ts';
import { operators } from '../operators/index.ts';
import { readConditions, readIgnoreCase } from './conditions.ts';
import { present, readFields, readText } from './fields.ts';
import { IGNORE_CASE_KEY, type KeyDoc } from './keys.ts';
import { useUserProperty } from './names.ts';
import type { RuleKindEntry } from './rule-kind.ts';
import { documented, operatorFields } from './shapes.ts';

const keys: readonly KeyDoc[] = [
  {
    name: 'user',
    doc: 'A property of the user, with operators beside it; all of them must hold.\n\n```yaml\n- user: os\n  is: iOS\n```',
    snippet: 'user: ${1}',
    value: 'user-property',
    required: true,
  },
  IGNORE_CASE_KEY,
];

export const user: RuleKindEntry<UserRule> = {
  id: 'user',
  title: 'User property',
  doc: 'The user’s property satisfies every operator given. A missing value satisfies no positive operator, and every negative one.\n\n```yaml\n- user: city\n  in: [Pune, Mumbai]\n```',
  snippet: 'user: ${1}\nis: ${2}',
  keys,
  operators: true,
  shape: () => documented(keys, { user: z.string(), ignore_case: z.boolean().optional(), ...operatorFields }),
  parse: ({ node, kind, extraKeys }, context) => {
    const named = present(kind, 'the name of a property', context);
    const name = named && readText(named, 'user', context);
    const fields = readFields(node, ['user', 'ignore_case', ...extraKeys], 'a rule with user', context, {
      operators: Object.keys(operators),
    });
    if (named === undefined || name === undefined) return undefined;
    const property = useUserProperty(name, named.range, context);
    const conditions = readConditions(fields, property, node.range, context);
    const ignoreCase = readIgnoreCase(fields, property, context);
    return { kind: 'user', property, conditions, ignoreCase, range: node.range, keyRange: kind.key.range };
  },
  clause: (rule) => ({
    lead: 'whose',
    text: conditionWords(rule.property, rule.conditions, rule.ignoreCase),
  }),
  lower: (rule, { clock }) => ({
    node: 'users',
    test: lowerConditions(rule.property, rule.conditions, rule.ignoreCase, clock),
  }),
};
