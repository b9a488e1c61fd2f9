/** A segment's name and file id from the prompt. */

const ASKING =
  /^(please\s+)?(can you\s+|could you\s+|i(’|')?d like( you)? to\s+|i (want|need|would like)( you)?( to)?\s+|we (want|need)( to)?\s+|help me\s+)*((show|find|give|get|list|create|build|make|select|target|identify|generate|see)\s+)*((me|us)\s+)?((a|an|the|all|my)\s+)*((new\s+)?(segment|audience|cohort|list|group)\s+(of|for|with|containing|that (contains|includes))\s+)?((all|the)\s+)*/i;
const SUBJECT =
  /^(users|customers|people|everyone|members|shoppers|those)\s+(who|that|which|whose|with|in|from|on)\s+/i;
const LONGEST = 60;

/** “Show me users who viewed …?” -> “Users who viewed …”. */
export function nameOf(prompt: string): string {
  const line = prompt.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const label = /^([^:()]{3,50}):\s/.exec(line)?.[1];
  const bare = (label ?? line).replace(ASKING, '').replace(/[\s.?!;:,]+$/u, '');
  const full = bare || line.replace(/[\s.?!;:,]+$/u, '') || 'Segment';
  const text = [...full].length > LONGEST ? full.replace(SUBJECT, '') : full;
  const short =
    [...text].length > LONGEST
      ? `${[...text]
          .slice(0, LONGEST)
          .join('')
          .replace(/\s+\S*$/u, '')}…`
      : text;
  return short.charAt(0).toUpperCase() + short.slice(1);
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
