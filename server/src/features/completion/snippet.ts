/** LSP snippets as text: `$1`, `${1:default}`, `${1|a,b|}`. */

/** Text that is to stand as it is inside a snippet. */
export const snippetText = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** True when a snippet has places to fill in. */
export const hasStops = (snippet: string): boolean => /(?:^|[^\\])(?:\\\\)*\$(?:\d|\{\d)/.test(snippet);

/** A snippet for a client that knows none: its defaults stay, empty places vanish, with the commas of a list of them. */
export function plainText(snippet: string): string {
  const parts = /\\([\\$}])|\$\{\d+\|([^,|}]*)[^}]*\|\}|\$\{\d+:((?:[^}\\]|\\.)*)\}|\$\{\d+\}|\$\d+/g;
  return snippet
    .replace(/\[(?:\$\{\d+\}(?:, )?)+\]/g, '[]')
    .replace(parts, (_, escaped?: string, choice?: string, fallback?: string) => escaped ?? choice ?? fallback ?? '');
}

/** Entries of several lines on one, for a map in braces. Nested blocks become brackets. */
export function flowEntry(snippet: string): string {
  const entries: string[] = [];
  for (const block of topLevel(snippet.split('\n'))) entries.push(flowBlock(block));
  return entries.join(', ');
}

/** A value of several lines on one. */
export const inFlow = (snippet: string): string =>
  snippet.includes('\n') ? flowValue(snippet.trim().split('\n')) : snippet;

/** Lines grouped by those that begin at the first line's column. */
function topLevel(lines: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  for (const line of lines) {
    if (/^ /.test(line) && groups.length > 0) groups.at(-1)!.push(line);
    else groups.push([line]);
  }
  return groups;
}

function flowBlock(lines: readonly string[]): string {
  const [first = '', ...rest] = lines;
  return rest.length === 0 ? first : `${first} ${flowValue(dedent(rest))}`;
}

function flowValue(lines: readonly string[]): string {
  if (!lines[0]?.startsWith('- ')) return `{${flowEntry(lines.join('\n'))}}`;
  const items: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('- ')) items.push([line.slice(2)]);
    else items.at(-1)!.push(line.slice(2));
  }
  const written = items.map((item) =>
    /^[^{["']*:(?: |$)/.test(item[0] ?? '') ? `{${flowEntry(item.join('\n'))}}` : item.join(' '),
  );
  return `[${written.join(', ')}]`;
}

function dedent(lines: readonly string[]): readonly string[] {
  const by = Math.min(...lines.map((line) => /^ */.exec(line)![0].length));
  return lines.map((line) => line.slice(by));
}
