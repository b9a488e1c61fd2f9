/** What the rules of a segment speak of, with its places: what the hints look at. */

import type { Condition, EventUse, Filter, PropertyUse, Rule, Segment, Window } from '../../model.ts';
import { everyRule } from '../../rules/walk.ts';
import type { ScalarNode, Tree } from '../../syntax/tree.ts';
import { visit } from '../edits.ts';

/** Events that a rule looks for, with the time in which it does. */
export function eventsOf(
  segment: Segment,
): readonly { readonly event: EventUse; readonly window: Window | undefined }[] {
  return [...everyRule(segment.where)].flatMap((rule) => {
    switch (rule.kind) {
      case 'did':
      case 'did_not':
        return rule.events.map((event) => ({ event, window: rule.window }));
      case 'sequence':
        // The window is that of the first step; the others come later.
        return rule.steps.flatMap((step) => step.events.map((event) => ({ event, window: rule.window })));
      default:
        return [];
    }
  });
}

/** A declared property with what is asked of it. */
export interface Asked {
  readonly use: PropertyUse;
  readonly conditions: readonly Condition[];
  readonly ignoreCase: boolean;
}

export const askedIn = (segment: Segment): readonly Asked[] => [...everyRule(segment.where)].flatMap(askedInRule);

function askedInRule(rule: Rule): readonly Asked[] {
  switch (rule.kind) {
    case 'user':
      return [{ use: rule.property, conditions: rule.conditions, ignoreCase: rule.ignoreCase }];
    case 'did':
      return [
        ...[...rule.where, ...rule.having].flatMap(askedInFilter),
        ...rule.measures.flatMap((measure) =>
          'of' in measure ? [{ use: measure.of, conditions: [], ignoreCase: false }] : [],
        ),
      ];
    case 'did_not':
      return rule.where.flatMap(askedInFilter);
    case 'sequence':
      return rule.steps.flatMap((step) => step.where.flatMap(askedInFilter));
    default:
      return [];
  }
}

const askedInFilter = (filter: Filter): readonly Asked[] =>
  filter.kind === 'property'
    ? [{ use: filter.property, conditions: filter.conditions, ignoreCase: filter.ignoreCase }]
    : filter.of.flatMap(askedInFilter);

/** The values that an operator compares with. */
export function valuesIn(tree: Tree, { range, keyRange }: Condition): readonly ScalarNode[] {
  const all = scalarsOf(tree);
  const found: ScalarNode[] = [];
  for (let at = firstFrom(all, keyRange.end); at < all.length; at++) {
    const node = all[at] as ScalarNode;
    if (node.range.end > range.end) break;
    found.push(node);
  }
  return found;
}

const scalars = new WeakMap<Tree, readonly ScalarNode[]>();

/** All scalars of a text, in its order. */
function scalarsOf(tree: Tree): readonly ScalarNode[] {
  let found = scalars.get(tree);
  if (!found) {
    const all: ScalarNode[] = [];
    visit(tree.root, (node) => {
      if (node.kind === 'scalar') all.push(node);
    });
    found = all.sort((one, other) => one.range.start - other.range.start);
    scalars.set(tree, found);
  }
  return found;
}

/** The position of the first that begins at an offset or after it. */
function firstFrom(all: readonly ScalarNode[], offset: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle] as ScalarNode).range.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
