import type { Range } from '../language/diagnostic.ts';
import type { EventUse, Filter, Rule } from '../language/model.ts';

/** A name that a rule speaks of, with its place. */
export type Use =
  | { readonly kind: 'event' | 'segment' | 'channel' | 'list'; readonly name: string; readonly range: Range }
  /** A property of users when `events` is empty, else of each of these events. */
  | { readonly kind: 'property'; readonly name: string; readonly events: readonly string[]; readonly range: Range };

/** Every name used in rules, in the order of the text. */
export function usesOf(rules: readonly Rule[]): readonly Use[] {
  return rules.flatMap(usesOfRule);
}

function usesOfRule(rule: Rule): readonly Use[] {
  switch (rule.kind) {
    case 'user':
      return [{ kind: 'property', name: rule.property.name, events: [], range: rule.property.range }];
    case 'did': {
      const events = rule.events.map((e) => e.name);
      return [
        ...eventUses(rule.events),
        ...filterUses(rule.where, events),
        ...filterUses(rule.having, events),
        ...rule.measures.flatMap((m): Use[] =>
          'of' in m ? [{ kind: 'property', name: m.of.name, events, range: m.of.range }] : [],
        ),
      ];
    }
    case 'did_not':
      return [
        ...eventUses(rule.events),
        ...filterUses(
          rule.where,
          rule.events.map((e) => e.name),
        ),
      ];
    case 'sequence':
      return rule.steps.flatMap((step) => {
        const events = step.events.map((e) => e.name);
        const same: Use[] = step.same
          ? [{ kind: 'property', name: step.same.name, events, range: step.same.range }]
          : [];
        return [...eventUses(step.events), ...filterUses(step.where, events), ...same];
      });
    case 'in_segment':
    case 'not_in_segment':
      return rule.segments.map(({ name, range }) => ({ kind: 'segment', name, range }));
    case 'reachable':
    case 'not_reachable':
      return rule.channels.map(({ name, range }) => ({ kind: 'channel', name, range }));
    case 'in_list':
    case 'not_in_list':
      return [{ kind: 'list', name: rule.path.name, range: rule.path.range }];
    case 'sample':
      return [];
    case 'all':
    case 'any':
    case 'none':
      return usesOf(rule.of);
  }
}

const eventUses = (events: readonly EventUse[]): Use[] =>
  events.map(({ name, range }) => ({ kind: 'event', name, range }));

function filterUses(filters: readonly Filter[], events: readonly string[]): readonly Use[] {
  return filters.flatMap((filter): readonly Use[] =>
    filter.kind === 'property'
      ? [{ kind: 'property', name: filter.property.name, events, range: filter.property.range }]
      : filterUses(filter.of, events),
  );
}
