/** What new cards and keys begin with. */
import { isRuleKind, type KeyDoc, parseYaml, ruleKinds, toData } from '../../language/index.ts';
import type { BuilderItem, BuilderValue } from '../../protocol/index.ts';
import { isMap } from '../edits/write.ts';

type PlainMap = { readonly [key: string]: BuilderValue };

const FILTER: PlainMap = { property: null, is: null };

/** A new card of a kind: what its snippet shows, with what is to be filled in left open. */
export function blankOf(item: BuilderItem, kind: string): PlainMap {
  if (item === 'rule' && isRuleKind(kind)) {
    const map = fromSnippet(ruleKinds[kind].snippet);
    return isMap(map) ? withoutNothing(map) : { [kind]: null };
  }
  if (item === 'step') return { [kind]: null };
  return kind === 'property' ? FILTER : { [kind]: [FILTER] };
}

/** The value that a key begins with. */
export function blankValue(snippet: string, key: string, doc: KeyDoc | undefined): BuilderValue {
  if (doc?.value === 'filters') return [FILTER];
  const map = fromSnippet(snippet);
  return isMap(map) && map[key] !== undefined ? orNothing(map[key]) : null;
}

/** A list of nothing but what is still to be chosen is nothing yet. */
function withoutNothing(map: PlainMap): PlainMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, orNothing(value)]));
}

function orNothing(value: BuilderValue): BuilderValue {
  return value === '' || (Array.isArray(value) && value.every((each) => each === null)) ? null : value;
}

/** The value that an LSP snippet shows: defaults of its places, null where there is none. */
export function fromSnippet(snippet: string): BuilderValue {
  let value = shown.get(snippet);
  if (value === undefined) {
    value = parsed(snippet);
    shown.set(snippet, value);
  }
  return value;
}

/** There are a few dozen snippets, each asked for many times. */
const shown = new Map<string, BuilderValue>();

function parsed(snippet: string): BuilderValue {
  const text = snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\}|\$\d+/g, '');
  return toData(parseYaml(text).root) as BuilderValue;
}
