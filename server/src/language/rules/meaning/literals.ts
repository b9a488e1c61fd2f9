/** What rules claim and deny, in pieces that can be compared: “did Charged within 30d”, “is in vip”. */
import type { At, Filter, Rule, Window } from '../../model.ts';
import { compareDurations } from '../../values/index.ts';
import { meaningKey } from '../meaning-key.ts';

/** Which events are spoken of. */
interface Source {
  readonly event: string;
  readonly where: readonly Filter[];
  readonly window: Window | undefined;
  readonly at: At | undefined;
}

/** One thing that can be so or not: an event that happened, or membership by its key. */
export type Claim = { readonly source: Source } | { readonly key: string };

/** At least one of `anyOf` is so; or, when denied, none of them. */
export interface Literal {
  readonly rule: Rule;
  readonly denied: boolean;
  readonly anyOf: readonly Claim[];
}

/** What a rule claims or denies; undefined for what cannot be said in this way. */
export function literalOf(rule: Rule): Literal | undefined {
  switch (rule.kind) {
    case 'did':
    case 'did_not': {
      const { where, window, at } = rule;
      // Whatever is measured over them, a did claims that such events exist.
      const anyOf = rule.events.map(({ name }) => ({ source: { event: name, where, window, at } }));
      return { rule, denied: rule.kind === 'did_not', anyOf };
    }
    case 'in_segment':
    case 'not_in_segment':
      return {
        rule,
        denied: rule.kind === 'not_in_segment',
        anyOf: rule.segments.map(({ name }) => ({ key: `segment ${name}` })),
      };
    case 'reachable':
    case 'not_reachable':
      return {
        rule,
        denied: rule.kind === 'not_reachable',
        anyOf: rule.channels.map(({ name }) => ({ key: `channel ${name}` })),
      };
    case 'in_list':
    case 'not_in_list':
      return { rule, denied: rule.kind === 'not_in_list', anyOf: [{ key: `list ${rule.path.name}` }] };
    default:
      return undefined;
  }
}

/** The literals of rules that all hold; what `none` holds is denied. */
export function literalsOf(rules: readonly Rule[]): readonly Literal[] {
  return rules.flatMap((rule) => {
    if (rule.kind !== 'none') return literalOf(rule) ?? [];
    return rule.of.flatMap((inner) => {
      const literal = literalOf(inner);
      // “None of: did A three times” does not deny that A happened.
      const whole = inner.kind !== 'did' || (inner.measures.length === 0 && inner.occurrence === undefined);
      return literal === undefined || !whole || literal.denied ? [] : [{ ...literal, denied: true, rule }];
    });
  });
}

/** The last of the denials that together deny everything by which the claim could be so. */
export function denialOf(claim: Literal, denials: readonly Literal[]): Literal | undefined {
  const found = claim.anyOf.map((each) => denials.find(({ anyOf }) => anyOf.some((denied) => covers(denied, each))));
  return found.includes(undefined) ? undefined : found.at(-1);
}

/** Whether whatever makes `inner` so makes `outer` so as well. */
function covers(outer: Claim, inner: Claim): boolean {
  if ('key' in outer || 'key' in inner) return 'key' in outer && 'key' in inner && outer.key === inner.key;
  const [a, b] = [outer.source, inner.source];
  return (
    a.event === b.event &&
    (a.where.length === 0 || same(a.where, b.where)) &&
    (a.at === undefined || same(a.at, b.at)) &&
    coversWindow(a.window, b.window)
  );
}

function same(a: unknown, b: unknown): boolean {
  return a !== undefined && b !== undefined && meaningKey(a as never) === meaningKey(b as never);
}

function coversWindow(outer: Window | undefined, inner: Window | undefined): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  if (same(outer, inner)) return true;
  if (outer.kind === 'within' && inner.kind === 'within') return atLeast(outer.duration, inner.duration);
  if (outer.kind === 'within' && inner.kind === 'between-ago') return atLeast(outer.duration, inner.from);
  if (outer.kind === 'before-ago' && inner.kind === 'before-ago') return atLeast(inner.duration, outer.duration);
  if (outer.kind === 'before-ago' && inner.kind === 'between-ago') return atLeast(inner.to, outer.duration);
  return false;
}

function atLeast(a: Parameters<typeof compareDurations>[0], b: Parameters<typeof compareDurations>[1]): boolean {
  const order = compareDurations(a, b);
  return order !== undefined && order >= 0;
}
