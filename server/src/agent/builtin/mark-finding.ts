/** What the words of a prompt may mean, found in general English and in the schema, and the meanings that fit best together. */
import type { Temporal } from 'temporal-polyfill';
import { answerMarks, type PlacedReading } from './answers.ts';
import { families } from './families/registry.ts';
import { lemmas } from './lemmas.ts';
import type { Lexicon } from './lexicon.ts';
import { lookUp } from './lookup.ts';
import { chooseMarks, isMeant, type Mark } from './marks.ts';
import { type Reader, senses } from './reader.ts';
import { chooseSegments, passedOver } from './segment-names.ts';
import { type Token, tokenise } from './tokens.ts';

export function mend(tokens: readonly Token[], slips: ReadonlyMap<number, string>): readonly Token[] {
  return tokens.map((token) => {
    const word = slips.get(token.index);
    if (word === undefined) return token;
    const [again] = tokenise(word);
    return again
      ? { ...again, index: token.index, start: token.start, end: token.end, hyphen: token.hyphen, text: word }
      : token;
  });
}

export function findMarks(
  lexicon: Lexicon,
  tokens: readonly Token[],
  slips: ReadonlyMap<number, string>,
  today: Temporal.PlainDate,
  placed: readonly PlacedReading[],
): { readonly marks: Mark[]; readonly passedOver: readonly string[] } {
  const general = families.flatMap((family) =>
    tokens.flatMap((token, at) => (token.quoted ? [] : [...family.match(tokens, at, { today })])),
  );
  const found = lookUp(lexicon, tokens, slips);
  const named = chooseSegments(tokens, found);
  return {
    marks: chooseMarks(tokens, [...answerMarks(tokens, placed), ...named, ...general]),
    passedOver: passedOver(found, named),
  };
}

/** Whether the entity after a “with” is a property or value of the event before it, and not of users. */
export function isArgument(before: readonly Mark[], after: readonly Mark[]): boolean {
  const event = before.flatMap((mark) => senses(mark, 'event')).at(-1);
  const stop = after.findIndex((mark) => mark.meaning.kind === 'link' || mark.meaning.kind === 'who');
  const entity = (stop < 0 ? after : after.slice(0, stop)).find((mark) => mark.meaning.kind === 'entity');
  if (!event || !entity || !isMeant(entity, 'entity')) return false;
  const own = entity.meaning.senses.some(
    (sense) =>
      (sense.type === 'event-property' || sense.type === 'event-value') &&
      event.events.every((name) => sense.events.includes(name)),
  );
  return (
    own && !entity.meaning.senses.some((sense) => sense.type === 'event' && sense.events.join() !== event.events.join())
  );
}

/** “left a review with 2 stars”: an amount in the unit of the event before it. */
export function isMeasured({ schema, tokens }: Reader, before: readonly Mark[], after: readonly Mark[]): boolean {
  const event = before.flatMap((mark) => senses(mark, 'event')).at(-1);
  const [amount, word] = after.filter((mark) => mark.meaning.kind !== 'filler');
  if (!event || !amount || !isMeant(amount, 'compare') || word?.meaning.kind !== 'unknown') return false;
  const said = tokens[word.tokens[0]!]!.lemmas;
  return event.events.every((name) =>
    [...(schema.events.get(name)?.properties.values() ?? [])].some(
      ({ type, unit }) => type === 'number' && unit && lemmas(unit.toLowerCase()).some((form) => said.includes(form)),
    ),
  );
}
