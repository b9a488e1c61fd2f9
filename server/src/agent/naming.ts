/** A segment's name and file id from the prompt. */

const ASKING =
  /^(please\s+)?(can you\s+|could you\s+|i(’|'|‘)?d like( you)? to\s+|i (want|need|would like)( you)?( to)?\s+|we (want|need)( to)?\s+|help me\s+)*((show|find|give|get|list|create|build|make|select|target|identify|generate|see)\s+)*((me|us)\s+)?((a|an|the|all|my)\s+)*((new\s+)?(segment|audience|cohort|list|group)\s+(of|for|with|containing|that (contains|includes))\s+)?((all|the)\s+)*/i;
const SUBJECT =
  /^(users|customers|people|everyone|members|shoppers|those)\s+(who|that|which)\s+(are\s+|have\s+(?=\w+(ed|en|t)\b))?/i;
const LONGEST = 60;

/** Words that a name can do without, whatever stands around them. */
const SPARE: readonly (readonly [RegExp, string])[] = [
  [/\b(please|also|then|currently|already|so far|at least once|any|the|their|his|her|a|an)\s+/gi, ''],
  [/\b(have|has|had)\s+(not|never)\s+/gi, '$2 '],
  [/\b(haven|hasn|hadn|didn|don|doesn)['’]?t\s+/gi, 'not '],
  [/\b(who|that|which)\s+(are|is|were|was|have|has|had|did|do)\s+(?!not\b|never\b)/gi, 'who '],
  [/\bin (last|past)\b/gi, 'last'],
  [/\bof (last|past)\b/gi, 'last'],
  [/\b(live in|living in|located in|based in|come from|are from)\b/gi, 'in'],
  [/\bmade purchase\b/gi, 'bought'],
  [/\bat least (\d+)\b/gi, '$1+'],
  [/\b(more than|over) (\d+)\b/gi, '>$2'],
];

/** Places where a clause ends, so that what stands before is whole. Further down: where less is lost by keeping. */
const BREAKS: readonly RegExp[] = [
  /[;.!?]\s|\s[—–-]\s|,\s(?=(and|but|or|who|excluding|except|then|in|from)\b)/giu,
  /\s(?=(and|but|or|excluding|except|without|then|who|whose|which)\s)|,\s/giu,
  /\s(?=(in|during|within|since|between|before|after|over|last|this|from|with|for|on|by|via|using|at|of)\s)/giu,
];
/** A name does not end on these. */
const DANGLING =
  /[\s,;:—–-]+(and|or|but|not|never|who|whose|which|that|with|without|in|on|at|of|to|for|from|by|the|a|an|last|past|more|than|have|has|is|are|between|since|within|>?)$/iu;

/** “Show me users who viewed …?” -> “Users who viewed …”; short, and never cut within a phrase where it can be helped. */
export function nameOf(prompt: string): string {
  const line = prompt.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const label = /^([^:()]{3,50}):\s/.exec(line)?.[1];
  const bare = (label ?? line).replace(ASKING, '').replace(/[\s.?!;:,]+$/u, '');
  const full = bare || line.replace(/[\s.?!;:,]+$/u, '') || 'Segment';
  const short = fits(full) ? full : shortened(full);
  // “iOS users” is written so.
  return /^\p{Ll}+\p{Lu}/u.test(short) ? short : short.charAt(0).toUpperCase() + short.slice(1);
}

const fits = (text: string): boolean => [...text].length <= LONGEST;

function shortened(full: string): string {
  let text = full.replace(SUBJECT, '');
  for (const [words, instead] of SPARE) {
    if (fits(text)) return text;
    text = text.replace(words, instead).replace(/\s+/g, ' ').trim();
  }
  return fits(text) ? text : wholePhrase(text);
}

/** The longest beginning that ends where a phrase does; of a text without any, the words that fit. */
function wholePhrase(text: string): string {
  const head = [...text].slice(0, LONGEST + 1).join('');
  for (const [index, breaks] of BREAKS.entries()) {
    const ends = [...head.matchAll(breaks)].map((found) => found.index).filter((at) => at >= (index < 2 ? 20 : 12));
    const best = ends.at(-1);
    if (best !== undefined) return undangled(head.slice(0, best));
  }
  const words = head.replace(/\s+\S*$/u, '');
  return undangled([...words].slice(0, LONGEST).join(''));
}

function undangled(text: string): string {
  let out = text.trim();
  while (DANGLING.test(out)) out = out.replace(DANGLING, '').trim();
  return out.replace(/[\s.,;:—–-]+$/u, '') || text.trim();
}

/** Lower-case kebab of a name; letters of other scripts stay, nothing else. */
export function idOf(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  let base = '';
  for (const word of words) {
    if (base && base.length + word.length > 50) break;
    base = base ? `${base}-${word}` : word.slice(0, 50);
  }
  base ||= 'segment';
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(id)) return id;
  }
}
