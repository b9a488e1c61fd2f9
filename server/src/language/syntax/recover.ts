/**
 * Guesses what a half-written text was meant to be, so that one broken line does not hide the rest. Each guess is a
 * small patch of the text with the problem it stands for; the parser keeps a guess only when it leaves fewer errors.
 */
import { type YamlProblem, yamlMessages } from '../checks/syntax/yaml-syntax.ts';
import {
  firstColumn,
  type Guess,
  nextNonBlankLine,
  removal,
  startsEntry,
  trimmedEnd,
  type YamlErrorPlace,
} from './guess.ts';
import { columnOf, indentOf, lineEnd, lineStart, onlySpaceBefore } from './lines.ts';
import type { Patch } from './patch.ts';
import { stray, unclosedFlow, unclosedQuotes } from './recover-open.ts';

export type { Guess, YamlErrorPlace } from './guess.ts';

/** Guesses for the first of these errors, the likeliest first. */
export function guesses(text: string, errors: readonly YamlErrorPlace[]): Guess[] {
  const [first] = errors;
  if (first === undefined) return [];
  if (errors.some(({ code }) => code === 'TAB_AS_INDENT')) return tabs(text, errors);
  const found: Guess[] = [];
  if (first.code === 'MULTILINE_IMPLICIT_KEY' || first.code === 'BLOCK_AS_IMPLICIT_KEY') {
    found.push(...brokenKey(text, errors.find(({ code }) => code === 'MULTILINE_IMPLICIT_KEY') ?? first));
  }
  found.push(...outdentedItem(text, errors));
  if (first.code === 'BLOCK_AS_IMPLICIT_KEY') found.push(...unquotedColon(text, first.start));
  if (first.message.startsWith('Sequence item without')) found.push(...underIndented(text, first.start));
  if (first.code === 'MISSING_CHAR') found.push(...missingColon(text, first));
  found.push(...stray(text, first), ...unclosedQuotes(text, errors), ...unclosedFlow(text, first.start));
  return found;
}

/** Tabs before a line's text: as many spaces as make the best sense of the file. */
function tabs(text: string, errors: readonly YamlErrorPlace[]): Guess[] {
  const starts = new Set(
    errors.filter(({ code }) => code === 'TAB_AS_INDENT').map(({ start }) => lineStart(text, start)),
  );
  return [2, 4, 8, 1].map((width) => {
    const patches: Patch[] = [];
    const problems: Guess['problems'][number][] = [];
    for (const start of starts) {
      const lead = /^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? '';
      const spaces = lead.replaceAll('\t', ' '.repeat(width));
      patches.push({ start, end: start + lead.length, text: spaces });
      problems.push({ range: { start, end: start + lead.length }, problem: { message: yamlMessages.tab() } });
    }
    const edits = patches;
    const mended = problems.map(({ range, problem }) => ({
      range,
      problem: { ...problem, mend: { title: 'Replace tabs by spaces', edits } },
    }));
    return { patches, problems: mended };
  });
}

/** A plain text that goes on over a line break and then has a colon: a half-typed key, or a line indented too far. */
function brokenKey(text: string, { start }: YamlErrorPlace): Guess[] {
  const line = lineStart(text, start);
  const end = lineEnd(text, start);
  if (startsEntry(text, start)) return halfTypedKeys(text, start);
  const next = nextNonBlankLine(text, end);
  if (next === undefined) return [];
  const target = firstColumn(text, line);
  const by = indentOf(text, next) - target;
  if (text[next + indentOf(text, next)] === '-') {
    // A list below a key that already has a text: only one of them can be meant, and the list holds more.
    const range = { start, end: trimmedEnd(text, start, end) };
    const message = 'This text stands where a list follows. Remove one of them.';
    return [{ patches: [{ ...range, text: '' }], problems: [{ range, problem: { message, mend: removal(range) } }] }];
  }
  if (by <= 0) return [];
  const patches: Patch[] = [];
  for (let at: number | undefined = next; at !== undefined && indentOf(text, at) >= target + by; ) {
    patches.push({ start: at, end: at + by, text: '' });
    at = nextNonBlankLine(text, lineEnd(text, at));
  }
  const range = { start: next, end: next + indentOf(text, next) };
  const mend = { title: 'Line it up with the key above', edits: patches };
  return [{ patches, problems: [{ range, problem: { message: yamlMessages.indent(), mend } }] }];
}

/** Lines of one indentation of which only the last has a colon: each of the others lacks one. */
function halfTypedKeys(text: string, start: number): Guess[] {
  const column = columnOf(text, start);
  const patches: Patch[] = [];
  const problems: Guess['problems'][number][] = [];
  for (let at = start; ; ) {
    const end = trimmedEnd(text, at, lineEnd(text, at));
    const next = nextNonBlankLine(text, lineEnd(text, at));
    if (next === undefined || indentOf(text, next) !== column) break;
    const word = text.slice(at, end);
    if (/[^\\]:(\s|$)/.test(word)) break;
    const guess = lacksColon(word, at);
    patches.push(guess.patch);
    problems.push({ range: { start: at, end }, problem: guess.problem });
    at = next + column;
  }
  return patches.length > 0 ? [{ patches, problems }] : [];
}

/** `within` or `within:30d` on a line of its own. */
function missingColon(text: string, { start, end, message }: YamlErrorPlace): Guess[] {
  if (!/map keys? need/.test(message) || start === end) return [];
  const stop = trimmedEnd(text, start, Math.min(end, lineEnd(text, start)));
  const { patch, problem } = lacksColon(text.slice(start, stop), start);
  return [{ patches: [patch], problems: [{ range: { start, end: stop }, problem }] }];
}

function lacksColon(word: string, start: number): { patch: Patch; problem: YamlProblem } {
  const glued = /^([\w$-]+):(?=\S)/.exec(word);
  if (glued) {
    const after = start + glued[0].length;
    const patch = { start: after, end: after, text: ' ' };
    const mend = { title: 'Add the space', edits: [patch] };
    return { patch, problem: { message: yamlMessages.space(glued[1] ?? ''), mend } };
  }
  const after = start + word.length;
  const patch = { start: after, end: after, text: ':' };
  return { patch, problem: { message: yamlMessages.colon(word), mend: { title: 'Add the colon', edits: [patch] } } };
}

/** `description: Note: this` */
function unquotedColon(text: string, start: number): Guess[] {
  const end = trimmedEnd(text, start, lineEnd(text, start));
  const value = text.slice(start, end);
  if (!/:(\s|$)/.test(value) || /^["'[{|>&*!]/.test(value)) return [];
  const mark = value.includes("'") ? '"' : "'";
  if (mark === '"' && /["\\]/.test(value)) return [];
  const patches = [
    { start, end: start, text: mark },
    { start: end, end, text: mark },
  ];
  const mend = { title: 'Put the value in quotes', edits: patches };
  return [{ patches, problems: [{ range: { start, end }, problem: { message: yamlMessages.nested(), mend } }] }];
}

/** A key that stands further left than the other keys of its list item, but not as far as the dash. */
function underIndented(text: string, start: number): Guess[] {
  const line = lineStart(text, start);
  const indent = indentOf(text, line);
  for (let at = line; at > 0; ) {
    at = lineStart(text, at - 1);
    const above = indentOf(text, at);
    if (text[at + above] !== '-' || above >= indent) continue;
    const by = firstColumn(text, at) - indent;
    if (by <= 0) return [];
    const patch = { start: line, end: line, text: ' '.repeat(by) };
    const problem = {
      message: 'This line is not indented far enough. Line it up with the keys above.',
      mend: { title: 'Line it up with the key above', edits: [patch] },
    };
    return [{ patches: [patch], problems: [{ range: { start: line + indent, end: lineEnd(text, line) }, problem }] }];
  }
  return [];
}

/** A list item that stands further left than the items above it. */
function outdentedItem(text: string, errors: readonly YamlErrorPlace[]): Guess[] {
  const places = errors.map(({ start }) => start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0));
  const dash = places.find((start) => text[start] === '-' && onlySpaceBefore(text, start));
  if (dash === undefined) return [];
  const indent = columnOf(text, dash);
  const line = lineStart(text, dash);
  const by = itemIndentAbove(text, line) - indent;
  if (by <= 0) return [];
  const patches: Patch[] = [];
  for (let at: number | undefined = line; at !== undefined; at = nextNonBlankLine(text, lineEnd(text, at))) {
    const own = indentOf(text, at);
    // Its further lines move with it, up to the next item or whatever else is not below it.
    if (at !== line && (own <= indent || text[at + own] === '-')) break;
    patches.push({ start: at, end: at, text: ' '.repeat(by) });
  }
  const problem = {
    message: 'This list item is not indented far enough. Line it up with the items above.',
    mend: { title: 'Line it up with the items above', edits: patches },
  };
  return [
    { patches, problems: [{ range: { start: dash, end: trimmedEnd(text, dash, lineEnd(text, dash)) }, problem }] },
  ];
}

/** The indentation of the nearest list item above a line; -1 when there is none. */
function itemIndentAbove(text: string, line: number): number {
  for (let at = line; at > 0; ) {
    at = lineStart(text, at - 1);
    const indent = indentOf(text, at);
    if (text[at + indent] === '-') return indent;
  }
  return -1;
}
