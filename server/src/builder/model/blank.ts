/** What new cards begin with. */
import { isRuleKind, parseYaml, ruleKinds, toData } from '../../language/index.ts';
import type { BuilderItem, BuilderValue } from '../../protocol/index.ts';
import { isMap } from '../edits/write.ts';

type PlainMap = { readonly [key: string]: BuilderValue };

/** A new card of a kind: what its snippet shows, with what is to be filled in left open. */
export function blankOf(item: BuilderItem, kind: string): PlainMap {
  if (item === 'rule' && isRuleKind(kind)) {
    const entry = ruleKinds[kind];
    return cardOf(fromSnippet(entry.snippet), kind);
  }
  if (item === 'step') return { [kind]: null };
  return kind === 'property' ? { property: null, is: null } : { [kind]: [{ property: null, is: null }] };
}

/** Groups and sequences begin with one card that is still to be chosen. */
function cardOf(value: BuilderValue, kind: string): PlainMap {
  const map = isMap(value) ? value : { [kind]: null };
  const inner = map[kind];
  if (Array.isArray(inner) && inner.every((each) => each === null)) return { [kind]: null };
  return map;
}

/** The value that an LSP snippet shows: defaults of its places, null where there is none. */
export function fromSnippet(snippet: string): BuilderValue {
  const text = snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\}|\$\d+/g, '');
  return toData(parseYaml(text).root) as BuilderValue;
}
