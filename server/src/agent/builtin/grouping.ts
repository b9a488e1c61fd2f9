/** How and, or, either and commas nest. */
import { group, type Node, tokensOf } from './drafts.ts';
import type { Element } from './element.ts';
import type { Part } from './parts.ts';
import { putQuestion, type Reader, wordsAt } from './reader.ts';

export function assemble(reader: Reader, elements: readonly Element[]): Node | undefined {
  if (!elements.length) return undefined;
  const sections: Element[][] = [];
  for (const element of elements) {
    if (!sections.length || (element.barrier && element.link !== 'or')) sections.push([element]);
    else sections.at(-1)!.push(element);
  }
  return group(
    'all',
    sections.map((section) => assembleSection(reader, section)),
  );
}

function assembleSection(reader: Reader, section: readonly Element[]): Node {
  const elements = resolveCommas(section);
  const grouped = bindEither(reader, elements);
  const pieces: Element[][] = [];
  for (const element of grouped) {
    if (!pieces.length || (element.weak && (element.link === 'and' || element.link === 'but'))) pieces.push([element]);
    else pieces.at(-1)!.push(element);
  }
  return group(
    'all',
    pieces.map((piece) => assemblePiece(reader, piece)),
  );
}

/** The commas of a list mean what its last link says: “A, B or C”. */
function resolveCommas(section: readonly Element[]): Element[] {
  const out = section.map((element) => ({ ...element }));
  let next: Part['link'] = 'and';
  for (let i = out.length - 1; i > 0; i--) {
    const element = out[i]!;
    if (element.link === 'comma') out[i] = { ...element, link: next, weak: next !== 'or' && element.weak };
    else if (element.link === 'or') next = 'or';
    else next = 'and';
  }
  return out;
}

function bindEither(reader: Reader, elements: readonly Element[]): Element[] {
  const start = elements.findIndex((element) => element.either);
  if (start < 0) return [...elements];
  let end = start;
  for (let i = start + 1; i < elements.length; i++) {
    if (elements[i]!.weak && elements[i]!.link !== 'or') break;
    if (elements[i]!.link === 'or') end = i;
    else if (end > start && elements[i]!.link !== 'next') break;
  }
  if (end === start) return [...elements];
  const inside = elements.slice(start, end + 1).map((element) => ({ ...element, either: false }));
  return [
    ...elements.slice(0, start),
    { ...elements[start]!, either: false, node: assemblePiece(reader, inside) },
    ...elements.slice(end + 1),
  ];
}

function assemblePiece(reader: Reader, piece: readonly Element[]): Node {
  const choices: Element[][] = [];
  for (const element of piece) {
    if (!choices.length || element.link === 'or') choices.push([element]);
    else choices.at(-1)!.push(element);
  }
  if (choices.length === 1)
    return group(
      'all',
      piece.map((element) => element.node),
    );
  const conjoined = choices.filter(
    (choice) => choice.length > 1 && choice.slice(1).some((element) => element.link !== 'next'),
  );
  const apart = choices.slice(1).some(([first]) => first!.weak);
  if (conjoined.length && !apart) {
    const words = (element: Element): string => wordsAt(reader, tokensOf(element.node));
    putQuestion(reader, {
      about: 'or',
      question: `How do “and” and “or” group here? It is read as: ${choices.map((choice) => `(${choice.map(words).join(' and ')})`).join(' or ')}.`,
      options: [{ text: 'as read', reading: { as: 'accepted' } }, { text: 'the “or” joins only its two neighbors' }],
      tokens: reader.tokens
        .filter((token) => token.lower === 'or' && !reader.used.has(token.index))
        .map((token) => token.index),
    });
  }
  return group(
    'any',
    choices.map((choice) =>
      group(
        'all',
        choice.map((element) => element.node),
      ),
    ),
  );
}
