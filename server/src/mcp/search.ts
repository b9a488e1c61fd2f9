/** Finding items by words: whole words before beginnings before near misses, names before descriptions. */
import { suggest } from '../language/index.ts';

export interface Searchable {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly values: readonly string[];
  readonly description: string;
}

const WEIGHT = { name: 6, aliases: 5, values: 4, description: 2 } as const;

/** The items that match a word of the query, those that match more of it first; all of them for an empty query. */
export function rank<T extends Searchable>(query: string, items: readonly T[]): readonly T[] {
  const words = wordsOf(query);
  if (words.length === 0) return items;
  const direct = scored(words, items);
  if (direct.length > 0) return direct;
  // Nothing at all: perhaps a slip of the pen.
  const near = new Set(words.flatMap((word) => suggest(word, items, 5)));
  return items.filter(({ name }) => near.has(name));
}

function scored<T extends Searchable>(words: readonly string[], items: readonly T[]): readonly T[] {
  return items
    .map((item) => {
      const fields = [
        { words: wordsOf(item.name), weight: WEIGHT.name },
        { words: item.aliases.flatMap(wordsOf), weight: WEIGHT.aliases },
        { words: item.values.flatMap(wordsOf), weight: WEIGHT.values },
        { words: wordsOf(item.description), weight: WEIGHT.description },
      ];
      const score = words.reduce(
        (sum, word) => sum + Math.max(...fields.map((field) => matched(word, field.words) * field.weight)),
        0,
      );
      return { item, score };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

/** 1 for the word itself, less for a word that begins with it. */
const matched = (word: string, among: readonly string[]): number =>
  among.includes(word) ? 1 : word.length >= 3 && among.some((other) => other.startsWith(word)) ? 0.5 : 0;

/** Words in lower case without endings of number and case, camelCase and snake_case taken apart. */
function wordsOf(text: string): string[] {
  const apart = text.normalize('NFKC').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return (apart.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word,
  );
}
