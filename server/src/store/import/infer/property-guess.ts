import type { PropertyType } from '../../../language/schema/model.ts';
import { type ColumnProfile, MOST_VALUES } from './column-profile.ts';
import type { TypeTally } from './type-tally.ts';
import { isOpenName, isPersonalName, isSensitiveName } from './words.ts';

/** What a column is taken for. */
export interface PropertyGuess {
  readonly name: string;
  readonly type: PropertyType;
  /** The values, when they seem to be all that there are. */
  readonly values?: readonly string[];
  readonly examples?: readonly string[];
  readonly pii: boolean;
  readonly sensitive: boolean;
  /** A remark for whoever looks it through. */
  readonly comment?: string;
  /** How many rows have it. */
  readonly filled: number;
}

const MOST_CLOSED = 30;
const LONGEST_CLOSED = 40;
const EXAMPLES = 5;

/** `type` where it is settled by more than this column. */
export function guessProperty(profile: ColumnProfile, of: 'user' | 'event', settled?: PropertyType): PropertyGuess {
  const own = profile.type();
  const type = settled ?? own.type;
  const pii = looksPersonal(profile, of);
  const values = type === 'string' && !pii ? closedSet(profile) : undefined;
  const examples = values === undefined && !pii ? examplesOf(profile, type) : undefined;
  const comment =
    own.type === type && own.odd > 0
      ? `${own.odd} of ${profile.filled} values are something else and will be missing`
      : undefined;
  return {
    name: profile.name,
    type,
    ...(values === undefined ? {} : { values }),
    ...(examples === undefined ? {} : { examples }),
    pii,
    sensitive: isSensitiveName(profile.name),
    ...(comment === undefined ? {} : { comment }),
    filled: profile.filled,
  };
}

/** Whether a property tells who somebody is, by its name or by its values. */
export const looksPersonal = (types: TypeTally, of: 'user' | 'event'): boolean =>
  isPersonalName(types.name, of) || types.isPersonal;

/** Few values, each of them repeated, of a column whose name does not say that there will be more. */
function closedSet(profile: ColumnProfile): readonly string[] | undefined {
  const { values, crowded, filled, longest, name } = profile;
  if (crowded || values.size > MOST_CLOSED || longest > LONGEST_CLOSED) return undefined;
  if (isOpenName(name) && (values.size > 2 || filled < values.size * 100)) return undefined;
  if (filled < values.size * 3 || [...values.values()].some((count) => count < 2)) return undefined;
  return inOrder(values);
}

function examplesOf(profile: ColumnProfile, type: PropertyType): readonly string[] | undefined {
  const isList = type === 'list<string>';
  if (type !== 'string' && type !== 'version' && !isList) return undefined;
  const values = isList ? profile.items : profile.values;
  // A column in which hardly anything repeats is told by its name, not by a few of its values.
  if (values.size >= MOST_VALUES || values.size * 2 > profile.filled) return undefined;
  const examples = [...values]
    .filter(([text]) => text.length <= LONGEST_CLOSED)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, EXAMPLES)
    .map(([text]) => text);
  return examples.length > 0 ? examples : undefined;
}

/** Ranges and sizes by their first number, else what is most frequent first. */
function inOrder(values: ReadonlyMap<string, number>): readonly string[] {
  const texts = [...values.keys()];
  const firstNumber = (text: string): number => Number.parseFloat(text);
  if (texts.filter((text) => !Number.isNaN(firstNumber(text))).length >= Math.max(2, texts.length - 2)) {
    const rank = (text: string): number => {
      const number = firstNumber(text);
      return Number.isNaN(number) ? (/^(?:under|below|less|up to)/i.test(text) ? -1 : Number.MAX_VALUE) : number;
    };
    return texts.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  }
  return texts.sort((a, b) => values.get(b)! - values.get(a)! || (a < b ? -1 : 1));
}
