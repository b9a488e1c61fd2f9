/** What differs between the rules of two versions, in words. */
import { diffArrays } from 'diff';
import { describeRule } from '../../language/index.ts';
import type { Rule } from '../../language/model.ts';
import type { ProjectSchema } from '../../language/schema/model.ts';
import { usesOf } from '../../project/index.ts';

export type RuleChange =
  | { readonly kind: 'added'; readonly after: string; readonly rule: Rule }
  | { readonly kind: 'removed'; readonly before: string }
  | { readonly kind: 'changed'; readonly before: string; readonly after: string; readonly rule: Rule };

interface Said {
  readonly rule: Rule;
  readonly words: string;
}

export function ruleChanges(
  before: { readonly rules: readonly Rule[]; readonly schema: ProjectSchema },
  after: { readonly rules: readonly Rule[]; readonly schema: ProjectSchema },
): readonly RuleChange[] {
  const said = ({ rules, schema }: typeof before) =>
    rules.map((rule): Said => ({ rule, words: describeRule(rule, schema) }));
  const parts = diffArrays(said(before), said(after), { comparator: (one, other) => one.words === other.words });
  const gone = parts.flatMap((part) => (part.removed ? part.value : []));
  const come = parts.flatMap((part) => (part.added ? part.value : []));
  const changes: RuleChange[] = [];
  for (const { rule, words } of come) {
    // The same kind of rule about the same thing is that rule, written otherwise; moved, it is no change at all.
    const at = gone.findIndex((other) => other.words === words || subject(other.rule) === subject(rule));
    const [old] = at < 0 ? [] : gone.splice(at, 1);
    if (!old) changes.push({ kind: 'added', after: words, rule });
    else if (old.words !== words) changes.push({ kind: 'changed', before: old.words, after: words, rule });
  }
  return [...changes, ...gone.map(({ words }): RuleChange => ({ kind: 'removed', before: words }))];
}

/** What a rule speaks of first: its kind, and the names that a person would know it by. */
function subject(rule: Rule): string {
  const [first] = usesOf([rule]);
  const kind = rule.kind === 'did_not' ? 'did' : rule.kind;
  return first ? `${kind} ${first.kind} ${first.name}` : kind;
}
