/** What `in_list` and `not_in_list` share. */
import * as z from 'zod';
import { report } from '../checks/check.ts';
import { invalidListPath } from '../checks/rules/invalid-list-path.ts';
import { quoted } from '../checks/wording.ts';
import type { ListRule } from '../model.ts';
import type { Plan } from '../plan.ts';
import { present, readFields, readText } from './fields.ts';
import type { KeyDoc } from './keys.ts';
import type { RuleKindEntry } from './rule-kind.ts';
import { documented } from './shapes.ts';

/** Why a path cannot be a list of the project. */
function pathProblem(path: string): string | undefined {
  if (path.includes('\\')) return 'Write the path with forward slashes.';
  if (/^([/~]|[A-Za-z]:|[a-z]+:\/\/)/.test(path))
    return 'Write the path from the project’s root, such as lists/vip.csv.';
  if (path.split('/').includes('..')) return 'It must lie inside the project.';
  return /\.csv$/i.test(path) ? undefined : 'A list is a .csv file.';
}

/** One of the two, from what differs. */
export function listRule(
  id: 'in_list' | 'not_in_list',
  entry: Pick<RuleKindEntry, 'title' | 'doc'> & { readonly keyDoc: string },
): RuleKindEntry<ListRule> {
  const keys: readonly KeyDoc[] = [
    { name: id, doc: entry.keyDoc, snippet: `${id}: \${1:lists/vip.csv}`, value: 'path', required: true },
  ];
  return {
    id,
    title: entry.title,
    doc: entry.doc,
    snippet: `${id}: \${1:lists/vip.csv}`,
    keys,
    shape: () => documented(keys, { [id]: z.string() }),
    parse: ({ node, kind, extraKeys }, context) => {
      readFields(node, [id, ...extraKeys], `a rule with ${id}`, context);
      const value = present(kind, 'the path of a list such as lists/vip.csv', context);
      const path = value && readText(value, id, context);
      if (value === undefined || path === undefined) return undefined;
      const reason = pathProblem(path);
      if (reason !== undefined) context.report(report(invalidListPath, value.range, { path, reason }));
      return { kind: id, path: { name: path, range: value.range }, range: node.range, keyRange: kind.key.range };
    },
    clause: ({ path }) => ({
      lead: 'who',
      text: `${id === 'in_list' ? 'are' : 'are not'} on the list ${quoted(path.name)}`,
    }),
    lower: ({ path }, { context }) => {
      const list = context.list(path.name);
      if (list === undefined) throw new Error(`The list ${path.name} is not known.`);
      const leaf: Plan = { node: 'list', path: path.name, digest: list.digest };
      return id === 'in_list' ? leaf : { node: 'not', of: leaf };
    },
  };
}
