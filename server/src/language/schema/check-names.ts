/** Checks over all names of one kind: aliases that two share, replacements that do not exist. */
import { report } from '../checks/check.ts';
import { aliasClash } from '../checks/schema/alias-clash.ts';
import { badReplacement } from '../checks/schema/bad-replacement.ts';
import type { Range } from '../diagnostic.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import { keyText, type SchemaContext, scalarText } from './fields.ts';
import { fold, suggest } from './suggest.ts';

interface Named {
  readonly aliases: readonly string[];
  readonly deprecated?: string | true;
  readonly replacedBy?: string;
}

/** `what` is the kind in words; `node` the map that declares them, for the places. */
export function checkNames(
  names: ReadonlyMap<string, Named>,
  what: string,
  node: SyntaxNode | undefined,
  context: SchemaContext,
): void {
  if (node?.kind !== 'map') return;
  checkAliases(names, what, node, context);
  for (const entry of node.entries) {
    const named = names.get(keyText(entry));
    if (named?.replacedBy !== undefined) checkReplacement(named.replacedBy, names, what, entry, context);
  }
}

function checkAliases(names: ReadonlyMap<string, Named>, what: string, node: MapNode, context: SchemaContext): void {
  const owners = new Map<string, { name: string; range: Range; isName: boolean }>();
  for (const entry of node.entries) {
    const name = keyText(entry);
    const named = names.get(name);
    // Who is deprecated gives its words to its successor.
    if (named && named.deprecated === undefined) owners.set(fold(name), { name, range: entry.key.range, isName: true });
  }
  for (const entry of node.entries) {
    const name = keyText(entry);
    const named = names.get(name);
    if (named === undefined || named.deprecated !== undefined) continue;
    for (const item of aliasNodes(entry)) {
      const folded = fold(item.text);
      const owner = owners.get(folded);
      if (owner === undefined) owners.set(folded, { name, range: item.range, isName: false });
      else if (owner.name !== name) {
        const related = [
          {
            range: owner.range,
            message: owner.isName ? `The ${what} “${owner.name}”.` : `Also an alias of “${owner.name}”.`,
          },
        ];
        const data = { alias: item.text, what, other: owner.name, isName: owner.isName };
        context.report(report(aliasClash, item.range, data, { related }));
      }
    }
  }
}

function aliasNodes(entry: Entry): { text: string; range: Range }[] {
  const aliases = entry.value?.kind === 'map' ? childOf(entry.value, 'aliases') : undefined;
  const items = aliases?.kind === 'list' ? aliases.items : aliases ? [aliases] : [];
  return items.flatMap((item) => (item.kind === 'scalar' ? [{ text: scalarText(item), range: item.range }] : []));
}

function checkReplacement(
  wanted: string,
  names: ReadonlyMap<string, Named>,
  what: string,
  entry: Entry,
  context: SchemaContext,
): void {
  const node = entry.value?.kind === 'map' ? childOf(entry.value, 'replaced_by') : undefined;
  if (node === undefined) return;
  const name = keyText(entry);
  const target = names.get(wanted);
  const say = (why: 'unknown' | 'self' | 'deprecated', suggestions: readonly string[]) =>
    context.report(report(badReplacement, node.range, { name: wanted, what, why, suggestions }, { suggestions }));
  if (wanted === name) say('self', []);
  else if (target === undefined) {
    const usable = [...names].filter(([each, { deprecated }]) => each !== name && deprecated === undefined);
    say(
      'unknown',
      suggest(
        wanted,
        usable.map(([each, { aliases }]) => ({ name: each, aliases })),
      ),
    );
  } else if (target.deprecated !== undefined) {
    say('deprecated', target.replacedBy !== undefined && target.replacedBy !== name ? [target.replacedBy] : []);
  }
}

function childOf(map: MapNode, key: string): SyntaxNode | undefined {
  return map.entries.find((entry) => keyText(entry) === key)?.value;
}
