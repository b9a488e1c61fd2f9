/** Prompt -> tokens: words with their lemmas, numbers with their value, punctuation. */
import { agentLemmas, lemmas, nounLemmas } from './lemmas.ts';

export interface Token {
  readonly index: number;
  /** As written; several tokens of one contraction share their place. */
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'date' | 'clock' | 'punct';
  readonly value?: number;
  /** $, €, … stood before the number. */
  readonly money?: boolean;
  readonly percent?: boolean;
  /** “5+”. */
  readonly plus?: boolean;
  /** Joined to the token before by a hyphen: “left-handed”. */
  readonly hyphen: boolean;
  /** It stands in quotation marks: a name, whose words are not words of the sentence. */
  readonly quoted: boolean;
  readonly lemmas: readonly string[];
  readonly nouns: readonly string[];
  readonly agents: readonly string[];
}

const SMALL: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const SCALE: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
  dozen: 12,
  lakh: 100_000,
};
const SUFFIX: Readonly<Record<string, number>> = { k: 1000, m: 1_000_000, mn: 1_000_000, bn: 1_000_000_000 };

const CONTRACTION = /^(have|has|had|did|do|does|is|are|was|were|wo|ca|could|would|should|must|need|ai)n['’]?t$/i;
const BARE_CONTRACTIONS = new Set(
  'havent hasnt hadnt didnt dont doesnt isnt arent wasnt werent couldnt wouldnt shouldnt'.split(' '),
);

const PIECE =
  /(?<date>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)|(?<clock>\d{1,2}(?::\d{2})?\s?[ap]\.?m\b\.?|\d{1,2}:\d{2})|(?<version>\d+(?:\.\d+){2,}(?:-[a-z0-9.]+)?)|(?<number>(?:(?:US|USD|EUR|GBP|INR|Rs\.?)\s?)?[$€£₹¥]?(?<![\w.])-?\d+(?:,\d{2,3})*(?:\.\d+)?)|(?<op>>=|<=|!=|=>|[><=≥≤])|(?<word>(?:U\.S\.A?\.?|U\.K\.|e\.g\.|i\.e\.|[\p{L}_][\p{L}\p{M}\p{N}_]*(?:['’.@&](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}_]+)*))|(?<other>\S)/gu;

/** “…”, "…", and '…' where it is no apostrophe; short, so that a stray mark does not quote the rest. */
const QUOTED = /“[^”]{1,80}”|"[^"]{1,80}"|‘[^’]{1,80}’(?!\p{L})|(?<![\p{L}\p{N}])'[^']{1,80}'(?!\p{L})/gu;

/** Cuts `text` into tokens. Never fails: what it does not know is punctuation. */
export function tokenise(text: string): readonly Token[] {
  const out: Token[] = [];
  const quotes = [...text.matchAll(QUOTED)].map((found): [number, number] => [
    found.index,
    found.index + found[0].length,
  ]);
  const push = (part: Partial<Token> & Pick<Token, 'text' | 'start' | 'end' | 'kind'>): void => {
    const lower = (part.lower ?? part.text).toLowerCase().normalize('NFC');
    const word = part.kind === 'word';
    out.push({
      hyphen: false,
      ...part,
      quoted: quotes.some(([from, to]) => part.start > from && part.end <= to),
      index: out.length,
      lower,
      lemmas: word ? lemmas(lower) : [lower],
      nouns: word ? nounLemmas(lower) : [lower],
      agents: word ? agentLemmas(lower) : [],
    });
  };
  let hyphenAt = -1;
  for (const match of text.matchAll(PIECE)) {
    const groups = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    const hyphen = hyphenAt === start;
    const at = { text: match[0], start, end, hyphen };
    const before = out.at(-1);
    if (groups.date) push({ ...at, kind: 'date' });
    else if (groups.clock && /[ap]|:/i.test(groups.clock)) push({ ...at, kind: 'clock' });
    else if (groups.version) push({ ...at, kind: 'number', value: Number.NaN });
    else if (groups.number) pushNumber(at, groups.number, out, push);
    else if (groups.op) push({ ...at, kind: 'punct', lower: groups.op });
    else if (groups.word) pushWord(at, groups.word, before, out, push);
    else if (/[-–—‐‑]/.test(match[0])) {
      const glued =
        start > 0 && /[\p{L}\p{N}]/u.test(text[start - 1] ?? '') && /[\p{L}\p{N}$€£₹]/u.test(text[end] ?? '');
      if (glued && !(before?.kind === 'number' && /[\d$€£₹]/.test(text[end] ?? ''))) hyphenAt = end;
      else push({ ...at, kind: 'punct', lower: glued ? '–' : '—' });
    } else if (match[0] === '&') push({ ...at, kind: 'word', lower: 'and' });
    else if (match[0] === '%' && before?.kind === 'number')
      out[out.length - 1] = { ...before, percent: true, text: `${before.text}%`, end };
    else if (match[0] === '+' && before?.kind === 'number' && before.end === start)
      out[out.length - 1] = { ...before, plus: true, text: `${before.text}+`, end };
    else if (!/["“”'‘’`*]/.test(match[0])) push({ ...at, kind: 'punct' });
  }
  return joinNumberWords(out);
}

type Push = (part: Partial<Token> & Pick<Token, 'text' | 'start' | 'end' | 'kind'>) => void;
type Place = { text: string; start: number; end: number; hyphen: boolean };

function pushNumber(at: Place, raw: string, _out: Token[], push: Push): void {
  const money = /[$€£₹¥]|US|EUR|GBP|INR|Rs/.test(raw);
  const digits = raw.replace(/^[^\d-]+/, '').replaceAll(',', '');
  push({ ...at, kind: 'number', value: Number(digits), ...(money ? { money: true } : {}) });
}

function pushWord(at: Place, raw: string, before: Token | undefined, out: Token[], push: Push): void {
  const lower = raw.toLowerCase();
  const glued = before?.kind === 'number' && before.end === at.start;
  const scale = glued && Object.hasOwn(SUFFIX, lower) ? SUFFIX[lower] : undefined;
  if (scale !== undefined && before && before.value !== undefined && (lower !== 'm' || before.money || raw === 'M')) {
    out[out.length - 1] = { ...before, value: before.value * scale, text: before.text + raw, end: at.end };
    return;
  }
  if (lower === 'inactive') {
    push({ ...at, kind: 'word', lower: 'not' });
    push({ ...at, kind: 'word', lower: 'active' });
  } else if (lower === 'cannot' || lower === 'cant' || lower === "can't" || lower === 'can’t') {
    push({ ...at, kind: 'word', lower: 'can' });
    push({ ...at, kind: 'word', lower: 'not' });
  } else if (CONTRACTION.test(raw) || BARE_CONTRACTIONS.has(lower)) {
    push({ ...at, kind: 'word', lower: lower.replace(/n['’]?t$/, '') });
    push({ ...at, kind: 'word', lower: 'not' });
  } else {
    const parts = /^(.+?)['’](ve|re|s|d|ll|m)$/i.exec(raw);
    if (!parts) {
      push({ ...at, kind: 'word', lower: lower.replace(/^u\.s\.a?\.?$/, 'usa').replace(/^u\.k\.$/, 'uk') });
      return;
    }
    push({ ...at, kind: 'word', lower: parts[1]! });
    if (/ve|re/i.test(parts[2]!)) push({ ...at, kind: 'word', lower: /ve/i.test(parts[2]!) ? 'have' : 'are' });
  }
}

/** “twenty-five”, “two hundred”, “3 million” become one number token. */
function joinNumberWords(tokens: readonly Token[]): readonly Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    let value =
      token.kind === 'number' ? token.value : Object.hasOwn(SMALL, token.lower) ? SMALL[token.lower] : undefined;
    let last = i;
    if (value !== undefined && !Number.isNaN(value)) {
      for (let next = tokens[last + 1]; next?.kind === 'word'; next = tokens[last + 1]) {
        const small = Object.hasOwn(SMALL, next.lower) ? SMALL[next.lower]! : undefined;
        const scale = Object.hasOwn(SCALE, next.lower) ? SCALE[next.lower]! : undefined;
        if (scale !== undefined) value *= scale;
        else if (small !== undefined && token.kind === 'word' && small < 10 && value >= 20 && value % 10 === 0)
          value += small;
        else break;
        last++;
      }
    }
    const end = tokens[last]!;
    out.push(
      value === undefined
        ? { ...token, index: out.length }
        : {
            ...token,
            kind: 'number',
            value,
            index: out.length,
            end: end.end,
            ...(last > i ? { text: `${token.text} ${end.text}` } : {}),
          },
    );
    i = last;
  }
  return out;
}
