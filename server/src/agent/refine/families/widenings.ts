/** “also Android”, “add Delhi”: one more value of a property that a rule asks for. */
import type { PlainRule } from '../../result.ts';
import { asList, changeLeaves, eventsOf } from '../plain-rules.ts';
import type { Outcome, RefineFamily, Refinement } from '../refinement.ts';
import { isMap } from '../render-value.ts';

const FORM =
  /^(?:(?:and )?also|and|include|add|allow|accept|plus|as well as|along with)(?: also)?\s+(?:from |in |on )?(.+?)(?:\s+too|\s+as well|\s+also)?$/i;
const AFTER = /^(.+?)\s+(?:too|as well|also)$/i;

export const widenings: RefineFamily = {
  id: 'widenings',
  examples: ['also Android', 'add Delhi', 'include Bags too', 'Delhi as well'],
  read(refinement) {
    const words = FORM.exec(refinement.wish)?.[1] ?? AFTER.exec(refinement.wish)?.[1];
    if (words === undefined) return undefined;
    const value = ofRules(refinement, words);
    if (value) return value;
    const { rules: added, notUnderstood, questions, phrases } = refinement.translate(words);
    if (added.length === 0 || notUnderstood.length > 0 || questions.length > 0) return undefined;
    let { rules } = refinement;
    for (const rule of added) {
      const wider = changeLeaves(rules, (old) => widened(old, rule));
      if (JSON.stringify(wider) === JSON.stringify(rules)) return undefined;
      rules = wider;
    }
    return {
      rules,
      phrases: phrases.map(({ text }) => ({ text, rule: added.map((rule) => refinement.words(rule)).join(' and ') })),
    };
  },
};

/** A value of the very property that a rule asks for, whatever else the word could mean. */
function ofRules({ rules, schema, words: say }: Refinement, words: string): Outcome | undefined {
  let said = '';
  const wider = changeLeaves(rules, (rule) => {
    const [event] = eventsOf(rule);
    const holders = 'user' in rule ? [rule] : asList(rule['where']).filter(isMap);
    for (const holder of holders) {
      const name = String(holder['user'] ?? holder['property']);
      const property = 'user' in rule ? schema.users.get(name) : schema.events.get(event ?? '')?.properties.get(name);
      const value = [...(property?.values ?? []), ...(property?.examples ?? [])].find(
        (each) => String(each).toLowerCase() === words.toLowerCase(),
      );
      if (value === undefined) continue;
      const next = joined(holder, { is: value, includes: value });
      if (next === holder) continue;
      const whole =
        'user' in rule
          ? next
          : { ...rule, where: asList(rule['where']).map((each) => (each === holder ? next : each)) };
      said = say(whole);
      return whole;
    }
    return rule;
  });
  return said === '' ? undefined : { rules: wider, phrases: [{ text: words, rule: said }] };
}

/** The rule as it was when the other does not widen it. */
function widened(old: PlainRule, added: PlainRule): PlainRule {
  if ('user' in added) return old['user'] === added['user'] ? joined(old, added) : old;
  const filter = asList(added['where']).find(isMap);
  if (!filter || JSON.stringify(old['did']) !== JSON.stringify(added['did']) || !Array.isArray(old['where']))
    return old;
  const where = old['where'].map((each) =>
    isMap(each) && each['property'] === filter['property'] ? joined(each, filter) : each,
  );
  return { ...old, where };
}

const PAIRS = [
  ['is', 'in'],
  ['includes', 'includes_any'],
] as const;

function joined(old: PlainRule, added: PlainRule): PlainRule {
  for (const [one, many] of PAIRS) {
    const had = [...asList(old[one]), ...asList(old[many])];
    const more = [...asList(added[one]), ...asList(added[many])].filter((value) => !had.includes(value));
    if (had.length === 0 || more.length === 0) continue;
    return Object.fromEntries(
      Object.entries(old).map(([key, value]) =>
        key === one || key === many ? [many, [...had, ...more]] : [key, value],
      ),
    );
  }
  return old;
}
