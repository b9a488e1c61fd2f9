/** Turns of phrase that all messages share, so that they sound like one person. */

/** A name as messages show it: “Charged”. Long ones are cut, control characters made visible. */
export function quoted(name: string | number | boolean | null): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  const visible = String(name).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
  return `“${visible.length > 80 ? `${visible.slice(0, 79)}…` : visible}”`;
}

/** “a”, “b” or “c”; at most `limit` of them are named. */
export function listed(names: readonly (string | number | boolean)[], word: 'and' | 'or', limit = 8): string {
  return enumerated(names.map(quoted), word, limit);
}

/** a, b or c, as they are. */
export function enumerated(items: readonly string[], word: 'and' | 'or', limit = Number.POSITIVE_INFINITY): string {
  if (items.length > limit) return `${items.slice(0, limit).join(', ')} ${word} ${items.length - limit} more`;
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** ` Did you mean “Charged”?` with a space before it, or nothing. */
export function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length === 0 ? '' : ` Did you mean ${listed(suggestions, 'or', 3)}?`;
}

/** The indefinite article of a word: an event, a string. */
export function article(word: string): 'a' | 'an' {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}
