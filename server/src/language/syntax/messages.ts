import type { YamlProblem } from '../checks/syntax/yaml-syntax.ts';
import { yamlMessages } from '../checks/syntax/yaml-syntax.ts';
import { quoted } from '../checks/wording.ts';
import type { Range } from '../diagnostic.ts';
import { lineEnd } from './lines.ts';
import type { YamlErrorPlace } from './recover.ts';

/** The parser's errors in words that say what to do. Errors that only follow from an earlier one are left out. */
export function friendly(
  text: string,
  errors: readonly YamlErrorPlace[],
): { readonly range: Range; readonly problem: YamlProblem }[] {
  const found: { range: Range; problem: YamlProblem }[] = [];
  let streamBroken = false;
  let lastLineEnd = -1;
  for (const error of errors) {
    const outside = error.message.includes('in YAML stream');
    // Once the parser has lost its place, everything to the end is “unexpected”; and of one line one error is enough.
    if ((outside && streamBroken) || error.start < lastLineEnd) continue;
    streamBroken ||= outside;
    lastLineEnd = lineEnd(text, error.start);
    found.push({ range: visible(text, error), problem: problemOf(text, error) });
  }
  return found;
}

/** An error without extent, or beyond the text, is shown on the character before it. */
function visible(text: string, { start, end }: YamlErrorPlace): Range {
  const stop = Math.min(Math.max(end, start + 1), Math.max(lineEnd(text, start), start + 1), text.length);
  return { start: Math.min(start, Math.max(0, stop - 1)), end: stop };
}

function problemOf(text: string, error: YamlErrorPlace): YamlProblem {
  const { code, start, end, message } = error;
  const here = text.slice(start, Math.min(end, lineEnd(text, start)));
  switch (code) {
    case 'TAB_AS_INDENT':
      return { message: yamlMessages.tab() };
    case 'BAD_SCALAR_START':
      return {
        message: `Text that begins with ${quoted(text[start] ?? '')} must be in quotes.`,
        ...quoting(text, start),
      };
    case 'BAD_DQ_ESCAPE':
      return { message: `${quoted(here || '\\')} is not an escape. Write \\\\ for a backslash, or use single quotes.` };
    case 'MULTILINE_IMPLICIT_KEY':
      return { message: 'A key and its colon must stand on one line. Check the indentation, and for a missing colon.' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { message: yamlMessages.nested() };
    case 'BAD_DIRECTIVE':
      return { message: 'Lines that begin with % are YAML directives and mean nothing here. Remove this line.' };
    case 'KEY_OVER_1024_CHARS':
      return { message: 'A key may have at most 1,024 characters. Check for a missing colon or line break above.' };
    case 'MULTIPLE_ANCHORS':
      return { message: 'A value can have one anchor (&name) only. Remove the other.' };
    case 'MULTIPLE_TAGS':
      return { message: 'A value can have one tag (!name) only. Remove the other.' };
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
      return { message: 'Text that begins with * or & must be in quotes.' };
    case 'BAD_INDENT':
      return {
        message:
          'This line is not indented far enough to belong to the bracket opened above. Close the bracket or indent the line.',
      };
    case 'BLOCK_IN_FLOW':
      return { message: 'Inside brackets, write items with commas instead of lines with dashes or indented keys.' };
    case 'MISSING_CHAR':
      return missing(text, error, here);
    case 'UNEXPECTED_TOKEN':
      return unexpected(text, error, here);
    default:
      return { message: notValid(message) };
  }
}

function missing(text: string, { start, message }: YamlErrorPlace, here: string): YamlProblem {
  if (/closing .?quote/.test(message))
    return { message: 'A text in quotes is not closed. Write the closing quote at its end.' };
  if (/map keys? need/.test(message))
    return { message: here ? yamlMessages.colon(here) : 'A key with a colon is missing here.' };
  if (message.includes('Missing ,') || message.includes('Missing , '))
    return { message: 'A comma is missing before this.' };
  const close = /end with (?:a )?([\]}])/.exec(message)?.[1];
  if (close) return { message: yamlMessages.flow(close === ']' ? '[' : '{', close) };
  if (message.startsWith('Sequence item'))
    return { message: 'This line stands between list items and is not one. Begin it with “- ”, or indent it.' };
  if (/followed by a space|preceded by white ?space|separated/.test(message))
    return { message: `Write a space ${text[start] === '#' ? 'before #' : 'here'}.` };
  return { message: notValid(message) };
}

function unexpected(text: string, { start, message }: YamlErrorPlace, here: string): YamlProblem {
  if (message.includes('at node end')) {
    if (text[start - 1] === "'")
      return {
        message: 'The text in single quotes ends here. Write an apostrophe inside it twice, or use double quotes.',
      };
    if (text[start - 1] === '"' || text[start - 2] === '"')
      return { message: 'The text in double quotes ends before this. Put all of it inside the quotes.' };
    return { message: `${quoted(here)} does not belong here. Check the indentation and the line above.` };
  }
  if (message.includes(', in flow')) return { message: 'This comma is one too many. Remove it.' };
  if (message.includes('block-seq-ind'))
    return {
      message:
        'A list item begins here, but no list is open. Put it on a line of its own below its key, or line it up with the items above.',
    };
  if (message.includes('Block scalar header')) return { message: 'After | or > the text begins on the next line.' };
  return {
    message: `${quoted(here || 'The end of the file')} does not belong here. Check the indentation and the line above.`,
  };
}

function notValid(message: string): string {
  const line = message.replace(/\s+/g, ' ').replace(/\.$/, '');
  return `This is not valid YAML: ${line.length > 120 ? `${line.slice(0, 119)}…` : line}.`;
}

/** The fix that quotes the rest of the line. */
function quoting(text: string, start: number): Pick<YamlProblem, 'mend'> {
  const rest = text
    .slice(start, lineEnd(text, start))
    .replace(/\s+#.*$/, '')
    .trimEnd();
  if (/['[\]{},]/.test(rest)) return {};
  const end = start + rest.length;
  return {
    mend: {
      title: 'Put the text in quotes',
      edits: [
        { start, end: start, text: "'" },
        { start: end, end, text: "'" },
      ],
    },
  };
}
