/** “make it 60 days”, “in the last quarter instead”, “purchases in the last 60 days”: another time for rules that have one. */
import { isMeant, type WindowKeys } from '../../builtin/marks.ts';
import type { PlainRule } from '../../result.ts';
import { changeLeaves, leaves, spokenOf, WINDOW_KEYS } from '../plain-rules.ts';
import { type Outcome, type RefineFamily, type Refinement, whichRule } from '../refinement.ts';

const VERB =
  /^(?:make (?:it|that|this)|change (?:it|that|this)? ?(?:to|into)?|use|set (?:it|that) to|extend (?:it|that)? ?(?:to)?|shorten (?:it|that)? ?(?:to)?|widen (?:it|that)? ?(?:to)?|limit (?:it|that) to|(?:make|change|set|extend|shorten) (?:the )?(?<target>[\p{L} ]+?) ?(?:window|period|time|time window|time frame|range)(?: to| be)?|let it be|take)\s+/iu;
const SPAN =
  /^(?:the )?(?:last |past )?(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) ?-?(minutes?|mins?|hours?|hrs?|days?|d|weeks?|months?|mo|quarters?|years?|fortnights?)(?: instead| only| now)?$/i;

export const times: RefineFamily = {
  id: 'times',
  examples: ['make it 60 days', '90 days', 'in the last quarter instead', 'extend the purchase window to 60 days'],
  read(refinement) {
    const verb = VERB.exec(refinement.wish);
    const rest = (verb ? refinement.wish.slice(verb[0].length) : refinement.wish)
      .replace(/\binstead\b|\bonly\b/gi, '')
      .trim();
    const window = windowOf(
      refinement,
      SPAN.test(rest) ? `in the last ${rest.replace(/^(the )?(last |past )?/i, '')}` : rest,
    );
    return window && change(refinement, window, verb?.groups?.['target']?.trim() ?? '');
  },
};

/** The window that all of the words are. */
export function windowOf(refinement: Refinement, words: string): WindowKeys | undefined {
  const marks = refinement.marks(words);
  const found = marks.filter((mark) => isMeant(mark, 'window'));
  const [only] = found;
  const rest = marks.every((mark) => isMeant(mark, 'window') || mark.meaning.kind === 'filler');
  return found.length === 1 && rest && only && isMeant(only, 'window') ? only.meaning.window : undefined;
}

const timed = (rule: PlainRule): boolean => WINDOW_KEYS.some((key) => isTime(rule, key));

/** `between` and the like also compare numbers. */
function isTime(rule: PlainRule, key: (typeof WINDOW_KEYS)[number]): boolean {
  if (!(key in rule)) return false;
  return (
    !('user' in rule) ||
    key === 'within' ||
    (Array.isArray(rule[key]) ? rule[key] : [rule[key]]).every((each) => typeof each === 'string')
  );
}

function change(refinement: Refinement, window: WindowKeys, target: string): Outcome | undefined {
  const { rules, schema, wish } = refinement;
  if ('within_next' in window) return undefined;
  const words = target
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word && !['the', 'of', 'for', 'a'].includes(word));
  const fits = (rule: PlainRule): boolean => {
    const spoken = spokenOf(rule, schema);
    return words.every((word) => spoken.has(word) || spoken.has(word.replace(/s$/, '')));
  };
  const all = leaves(rules).filter((rule) => timed(rule) && fits(rule));
  const candidates = all.length > 0 ? all : leaves(rules).filter((rule) => isEventRule(rule) && fits(rule));
  const kinds = new Set(candidates.map((rule) => JSON.stringify(WINDOW_KEYS.map((key) => rule[key]))));
  if (candidates.length === 0) return undefined;
  const which =
    candidates.length > 1 && (kinds.size > 1 || all.length === 0)
      ? whichRule(refinement, candidates, wish, 'Several rules have a time. Which of them shall change?')
      : { chosen: candidates };
  if ('outcome' in which) return which.outcome;
  const changed = changeLeaves(rules, (rule) => (which.chosen.includes(rule) ? withWindow(rule, window) : rule));
  const said =
    which.chosen.length > 1 ? [`The time of ${which.chosen.length} rules is changed, since it was the same`] : [];
  return { rules: changed, assumptions: said };
}

const isEventRule = (rule: PlainRule): boolean => 'did' in rule || 'did_not' in rule || 'sequence' in rule;

/** The window stands where the old one stood, else after what is counted. */
export function withWindow(rule: PlainRule, window: WindowKeys): PlainRule {
  const old = WINDOW_KEYS.find((key) => isTime(rule, key));
  if (old === undefined) return { ...rule, ...window };
  return Object.fromEntries(
    Object.entries(rule).flatMap(([key, value]) => (key === old ? Object.entries(window) : [[key, value] as const])),
  );
}
