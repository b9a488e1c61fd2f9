/**
 * Whether words that are another segment's name mean that segment. They do when the prompt speaks of a segment, and when
 * nothing else in the schema explains them; “iOS users” alone are users whose platform is iOS.
 */
import { SUBJECTS } from './general.ts';
import { isMeant, type Mark } from './marks.ts';
import type { Token } from './tokens.ts';

const SPOKEN_OF = new Set('segment segments audience audiences cohort cohorts list'.split(' '));
const NEAR = 2;

export function chooseSegments(tokens: readonly Token[], found: readonly Mark[]): readonly Mark[] {
  const explained = new Set(found.filter((mark) => !onlySegment(mark)).flatMap((mark) => mark.tokens));
  return found.filter((mark) => {
    if (!onlySegment(mark)) return true;
    const first = mark.tokens[0]!;
    const last = mark.tokens.at(-1)!;
    if (tokens.slice(Math.max(0, first - NEAR), last + NEAR + 1).some((token) => SPOKEN_OF.has(token.lower)))
      return true;
    return mark.tokens.some((index) => !explained.has(index) && !saysNothing(tokens[index]!));
  });
}

function onlySegment(mark: Mark): boolean {
  return isMeant(mark, 'entity') && mark.meaning.senses.every((sense) => sense.type === 'segment');
}

/** Words that only join others say nothing of their own. */
const JOINING = new Set('in on at by from of with for to and or who whose that not without'.split(' '));

function saysNothing(token: Token): boolean {
  return JOINING.has(token.lower) || token.lemmas.some((form) => SUBJECTS.has(form));
}

/** Segments whose names the prompt uses without meaning them: worth a remark. */
export function passedOver(found: readonly Mark[], chosen: readonly Mark[]): readonly string[] {
  return found
    .filter((mark) => onlySegment(mark) && !chosen.includes(mark))
    .flatMap((mark) =>
      isMeant(mark, 'entity')
        ? mark.meaning.senses.flatMap((sense) => (sense.type === 'segment' ? [sense.segment] : []))
        : [],
    );
}
