/** Rules that must all hold and cannot. */
import { report } from '../../checks/check.ts';
import { contradictoryRules } from '../../checks/meaning/contradictory-rules.ts';
import { neverHolds } from '../../checks/meaning/never-holds.ts';
import { conditionWords } from '../../describe/conditions.ts';
import type { Filter, Rule } from '../../model.ts';
import type { RuleContext } from '../context.ts';
import { meaningKey } from '../meaning-key.ts';
import { complementOf } from './complement.ts';
import { type Asked, canHold } from './constraints.ts';
import { denialOf, literalsOf } from './literals.ts';

/** Rules about one property that are compared with each other; more of them are no segment of a person. */
const MOST_COMPARED = 40;

type Part = Rule | Filter;
type PropertyPart = Extract<Part, Asked>;

/** Reports each rule (or filter) that cannot hold, alone or together with one before it. */
export function checkContradictions(parts: readonly Part[], context: RuleContext): void {
  const reported = new Set<Part>();
  checkProperties(parts, reported, context);
  const rules = parts.filter((part): part is Rule => part.kind !== 'property' && 'keyRange' in part);
  checkClaims(rules, reported, context);
  checkComplements(rules, reported, context);
}

function isAsked(part: Part): part is PropertyPart {
  return part.kind === 'user' || part.kind === 'property';
}

function words(part: PropertyPart): string {
  return conditionWords(part.property, part.conditions, part.ignoreCase);
}

function checkProperties(parts: readonly Part[], reported: Set<Part>, context: RuleContext): void {
  const byProperty = new Map<string, PropertyPart[]>();
  for (const part of parts) {
    if (!isAsked(part)) continue;
    if (!canHold([part])) {
      reported.add(part);
      const reason = 'its operators exclude each other.';
      context.report(report(neverHolds, part.range, { what: part.property.name, reason, part: 'rule' }));
      continue;
    }
    byProperty.set(part.property.name, [...(byProperty.get(part.property.name) ?? []), part]);
  }
  for (const all of byProperty.values()) {
    // What can hold all together can hold in pairs; the search for the culprits is for those who need it.
    if (canHold(all)) continue;
    const asked = all.slice(0, MOST_COMPARED);
    for (let last = 1; last < asked.length; last++) {
      const part = asked[last]!;
      const earlier = asked.slice(0, last).filter((each) => !reported.has(each));
      const other = earlier.find((each) => !canHold([each, part]));
      if (other !== undefined) pair(part, [other], `${words(other)}, and ${words(part)}`, reported, context);
      else if (!canHold([...earlier, part])) {
        pair(part, earlier, [...earlier, part].map(words).join(', and '), reported, context);
      }
    }
  }
}

function pair(part: Part, others: readonly Part[], what: string, reported: Set<Part>, context: RuleContext): void {
  if (reported.has(part)) return;
  reported.add(part);
  const related = others.map(({ range }) => ({ range, message: 'Contradicts this one' }));
  const parts = 'keyRange' in part ? 'rules' : 'filters';
  context.report(report(contradictoryRules, part.range, { what, parts }, { related }));
}

function checkClaims(rules: readonly Rule[], reported: Set<Part>, context: RuleContext): void {
  const literals = literalsOf(rules);
  const denials = literals.filter(({ denied }) => denied);
  for (const claim of literals) {
    if (claim.denied) continue;
    const denial = denialOf(
      claim,
      denials.filter((each) => each.rule !== claim.rule),
    );
    if (denial === undefined) continue;
    const [first, second] =
      claim.rule.range.start < denial.rule.range.start ? [claim.rule, denial.rule] : [denial.rule, claim.rule];
    const what = `${names(claim.rule)} is asked for and excluded`;
    if (!reported.has(first)) pair(second, [first], what, reported, context);
  }
}

function names(rule: Rule): string {
  const quote = (list: readonly { readonly name: string }[]) => list.map(({ name }) => `“${name}”`).join(' or ');
  if (rule.kind === 'did' || rule.kind === 'did_not') return quote(rule.events);
  if (rule.kind === 'in_segment' || rule.kind === 'not_in_segment') return quote(rule.segments);
  if (rule.kind === 'reachable' || rule.kind === 'not_reachable') return quote(rule.channels);
  return rule.kind === 'in_list' || rule.kind === 'not_in_list' ? `“${rule.path.name}”` : 'the same';
}

/** A rule and its exact opposite, groups included: `any` of some and `none` of the same, or a rule within `none`. */
function checkComplements(rules: readonly Rule[], reported: Set<Part>, context: RuleContext): void {
  const seen = new Map<string, Rule>();
  for (const rule of rules) {
    const complement = complementOf(rule);
    const denied = [...(complement === undefined ? [] : [complement]), ...(rule.kind === 'none' ? rule.of : [])];
    const other = denied.map((each) => seen.get(meaningKey(each))).find((each) => each !== undefined);
    if (other !== undefined && !reported.has(other))
      pair(rule, [other], 'one is the opposite of the other', reported, context);
    seen.set(meaningKey(rule), rule);
  }
  // A rule that stands after the `none` which excludes it.
  for (const none of rules) {
    if (none.kind !== 'none') continue;
    for (const inner of none.of) {
      const later = seen.get(meaningKey(inner));
      if (later !== undefined && later.range.start > none.range.start && !reported.has(none)) {
        pair(later, [none], 'one is the opposite of the other', reported, context);
      }
    }
  }
}
