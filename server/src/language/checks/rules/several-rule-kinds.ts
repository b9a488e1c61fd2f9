import { dashBefore } from '../../syntax/edit.ts';
import { columnOf, lineStart } from '../../syntax/lines.ts';
import type { Check } from '../check.ts';
import { entryAt, replace } from '../edits.ts';
import { listed } from '../wording.ts';

export const severalRuleKinds: Check<{ readonly kinds: readonly string[] }> = {
  code: 'several-rule-kinds',
  severity: 'error',
  doc: 'A rule has exactly one of the keys that say what it is about. Make two rules of it: rules in a list must all hold.',
  message: ({ kinds }) => `A rule is about one thing, and this one says ${listed(kinds, 'and')}. Make a rule of each.`,
  fix: ({ range }, document) => {
    const place = entryAt(document, range);
    const previous = place?.map.entries[place.index - 1];
    if (!place || !previous) return [];
    const { text } = document;
    const gap = { start: previous.range.end, end: range.start };
    const title = 'Make a rule of each';
    const dash = dashBefore(text, place.map.range.start);
    if (place.map.flow) {
      const between = text[dash] === '-' ? `\n${' '.repeat(columnOf(text, dash))}- ` : ', ';
      return [replace(title, gap, `}${between}{`)];
    }
    // What stands behind the line, a comment, stays; the key's own indentation becomes the dash.
    const column = columnOf(text, dash);
    const line = { start: lineStart(text, range.start), end: range.start };
    if (text[dash] !== '-' || text.slice(line.start, line.end).trim() !== '') return [];
    const width = columnOf(text, place.map.range.start) - column;
    return [replace(title, line, `${' '.repeat(column)}-${' '.repeat(width - 1)}`)];
  },
};
