/** In which order the keys of a map are written: the one of the language's own tables. */
import { isOperator, operators } from '../operators/index.ts';
import type { KeyDoc } from '../rules/keys.ts';
import { isRuleKind, ruleKinds } from '../rules/registry.ts';
import { segmentKeys } from '../rules/segment-keys.ts';
import { alternatives, type SchemaShape } from '../schema/key-shape.ts';
import { schemaKeys } from '../schema/keys.ts';

/** The order of one map's keys, and the orders of the maps below it. Lists are seen through. */
export interface Order {
  /** Smaller comes first; keys of one rank stay as they are. */
  rank(key: string, siblings: readonly string[]): number;
  child(key: string, siblings: readonly string[]): Order;
}

/** Keys stay as they are written. */
export const asWritten: Order = { rank: () => 0, child: () => asWritten };

const rules: Order = {
  rank: (key, siblings) => kindOrder(siblings).rank(key, siblings),
  child: (key, siblings) => kindOrder(siblings).child(key, siblings),
};

function kindOrder(siblings: readonly string[]): Order {
  const kind = siblings.find(isRuleKind);
  return kind === undefined ? asWritten : documented(ruleKinds[kind].keys);
}

const OPERATORS: readonly string[] = Object.keys(operators);
/** `near`. */
const place: Order = { rank: (key) => ['lat', 'lon', 'radius'].indexOf(key), child: () => asWritten };

/** By documented keys; operators come after what they are about, and before how they compare, in their own order. */
function documented(keys: readonly KeyDoc[]): Order {
  const ignoreCase = keys.findIndex(({ name }) => name === 'ignore_case');
  const operatorRank = ignoreCase < 0 ? keys.length : ignoreCase - 0.5;
  return {
    rank: (key) => {
      const index = keys.findIndex(({ name }) => name === key);
      if (index >= 0) return index;
      if (isOperator(key)) return operatorRank + OPERATORS.indexOf(key) / 1000;
      return key === 'because' ? keys.length + 1 : keys.length + 0.5;
    },
    child: (key) => {
      const doc = keys.find(({ name }) => name === key);
      if (doc?.value === 'rules') return rules;
      if (doc?.keys !== undefined) return documented(doc.keys);
      if (key === 'near') return place;
      // Groups of filters nest without end; their table names them once.
      return doc?.value === 'filters' ? documented(keys) : asWritten;
    },
  };
}

function shaped(shape: SchemaShape): Order {
  const shapes = alternatives(shape).map((each) => (each.kind === 'list' ? each.of : each));
  const [map] = shapes.filter((each) => each.kind === 'map');
  const [names] = shapes.filter((each) => each.kind === 'names');
  if (shapes.some((each) => each.kind === 'rules')) return rules;
  if (map) {
    return {
      rank: (key) => {
        const index = map.keys.findIndex(({ name }) => name === key);
        return index < 0 ? map.keys.length : index;
      },
      child: (key) => {
        const found = map.keys.find(({ name }) => name === key);
        return found ? shaped(found.shape) : asWritten;
      },
    };
  }
  return names ? { rank: () => 0, child: () => shaped(names.of) } : asWritten;
}

const orders = {
  segment: documented(segmentKeys),
  schema: shaped({ kind: 'map', keys: schemaKeys }),
};

/** The order of a file's own keys. */
export function orderOf(kind: 'segment' | 'schema'): Order {
  return orders[kind];
}
