/** What `all`, `any` and `none` share. */
import * as z from 'zod';
import { allOf, anyOf, noneOf } from '../lower/lowering.ts';
import type { GroupRule } from '../model.ts';
import { readFields } from './fields.ts';
import type { KeyDoc } from './keys.ts';
import type { RuleKindEntry } from './rule-kind.ts';
import { documented } from './shapes.ts';

const JOIN = { all: allOf, any: anyOf, none: noneOf } as const;
const WORDS = {
  all: { title: 'all of these', one: 'and' },
  any: { title: 'any of these', one: 'or' },
  none: { title: 'none of these', one: 'or' },
} as const;

/** One of the three, from what differs. */
export function group(
  id: GroupRule['kind'],
  entry: Pick<RuleKindEntry, 'title' | 'doc'> & { readonly keyDoc: string },
): RuleKindEntry<GroupRule> {
  const keys: readonly KeyDoc[] = [
    { name: id, doc: entry.keyDoc, snippet: `${id}:\n  - \${1}`, value: 'rules', required: true },
  ];
  return {
    id,
    title: entry.title,
    doc: entry.doc,
    snippet: `${id}:\n  - \${1}`,
    keys,
    shape: (rule) => documented(keys, { [id]: z.array(rule).min(1) }),
    parse: ({ node, kind, extraKeys }, context) => {
      readFields(node, [id, ...extraKeys], `a group with ${id}`, context);
      const of = context.readRules(kind, context);
      return of && { kind: id, of, range: node.range, keyRange: kind.key.range };
    },
    clause: ({ of }, saying) => {
      const clauses = of.map(saying.rule);
      const { title, one } = WORDS[id];
      return {
        lead: 'who',
        text: `${title}: ${clauses.map(({ text, group: nested }) => (nested ? `(${text})` : text)).join(`, ${one} `)}`,
        group: { title, of: clauses },
      };
    },
    lower: ({ of }, { rule }) => JOIN[id](of.map(rule)),
  };
}
