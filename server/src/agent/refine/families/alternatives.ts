/** “… or who viewed shoes”, “also those who …”: another way into the segment. */
import type { PlainRule } from '../../result.ts';
import { members, subjectOf } from '../plain-rules.ts';
import type { Outcome, RefineFamily, Refinement } from '../refinement.ts';

const OR = /^(?:…|\.{2,3}|,)?\s*(?:and also )?or\b(?: also| else| alternatively)?\s+(.+)$/i;
const PEOPLE =
  /^(?:also|and also|include|also include|add|also add|plus|as well as|along with)\s+((?:all |the |any )?(?:those|users|people|customers|everyone|anyone|members|shoppers)\b.+?)(?:\s+too|\s+as well)?$/i;

export const alternatives: RefineFamily = {
  id: 'alternatives',
  examples: [
    '… or who viewed shoes',
    'or from Delhi',
    'also those who viewed shoes',
    'include users from Delhi as well',
  ],
  read(refinement) {
    const near = OR.exec(refinement.wish)?.[1];
    const whole = PEOPLE.exec(refinement.wish)?.[1];
    const words = near ?? whole;
    if (words === undefined) return undefined;
    const { rules: added, notUnderstood, questions, assumptions, phrases } = refinement.translate(words);
    const [rule] = added;
    if (!rule) return undefined;
    const next: PlainRule = added.length === 1 ? rule : { all: added };
    const outcome = near === undefined ? besideAll(refinement, next) : besideOne(refinement, next);
    return {
      ...outcome,
      assumptions: [...assumptions, ...(outcome.assumptions ?? [])],
      questions,
      notUnderstood,
      phrases: phrases.map(({ text }) => ({ text, rule: refinement.words(next) })),
    };
  },
};

function besideAll({ rules }: Refinement, next: PlainRule): Outcome {
  const [only] = rules;
  const group = only && rules.length === 1 ? members(only) : undefined;
  if (group?.key === 'any') return { rules: [{ any: [...group.of, next] }] };
  const all: PlainRule = rules.length === 1 ? only! : { all: rules };
  return {
    rules: [{ any: [all, next] }],
    assumptions: rules.length > 1 ? ['Users come in by all the rules that were there, or by the new one alone'] : [],
  };
}

/** An “or” goes on with the last rule of its kind. */
function besideOne(refinement: Refinement, next: PlainRule): Outcome {
  const { rules } = refinement;
  const kind = subjectOf(next);
  const events = new Set(['did', 'did_not', 'sequence']);
  const like = (rule: PlainRule): boolean => {
    const group = members(rule);
    if (group) return group.key === 'any' && group.of.some(like);
    return events.has(kind) ? events.has(subjectOf(rule)) : subjectOf(rule) === kind;
  };
  const at = rules.findLastIndex(like);
  const index = at < 0 ? rules.length - 1 : at;
  const old = rules[index]!;
  const group = members(old);
  const joined: PlainRule = group?.key === 'any' ? { any: [...group.of, next] } : { any: [old, next] };
  const said = rules.length > 1 ? [`“or” is read as an alternative to: ${refinement.words(old)}`] : [];
  return { rules: rules.with(index, joined), assumptions: said };
}
