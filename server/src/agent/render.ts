/** Rules -> the text of a segment file, in canonical form; and one rule as a line of words. */
import { Document, isMap, visit } from 'yaml';
import { formatText } from '../language/index.ts';
import type { PlainRule } from './result.ts';

/** A prompt is kept in the file, but not a whole letter. */
const LONGEST_PROMPT = 1000;

export interface SegmentText {
  readonly name: string;
  readonly description?: string | undefined;
  readonly prompt: string;
  readonly rules: readonly PlainRule[];
}

/** What the file keeps of the prompt: on one line, cut with “…” when it is long. */
export function keptPrompt(prompt: string): string {
  const line = prompt.replace(/\0/g, '').replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length > LONGEST_PROMPT ? `${letters.slice(0, LONGEST_PROMPT).join('').trimEnd()}…` : line;
}

export function renderSegment({ name, description, prompt, rules }: SegmentText): string {
  const document = { name, ...(description ? { description } : {}), prompt: keptPrompt(prompt), where: rules };
  const text = writtenAsByHand(document);
  const formatted = formatText(text, 'segment');
  return formatted.ok ? formatted.text : text;
}

/** Measures on one line, as people write them: `count: {gte: 3}`. The formatter keeps what it is given. */
function writtenAsByHand(data: object): string {
  const document = new Document(data, { version: '1.2', schema: 'core', aliasDuplicateObjects: false });
  visit(document, {
    Pair: (_, { value }) => {
      if (isMap(value)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** “did App Launched, within 30d”. */
export function ruleLine(rule: PlainRule): string {
  return Object.entries(rule)
    .map(([key, value]) => `${key} ${operand(value)}`)
    .join(', ');
}

function operand(value: unknown): string {
  if (Array.isArray(value))
    return value.some((each) => typeof each === 'object')
      ? `(${value.map(operand).join('; ')})`
      : value.map(operand).join(', ');
  if (value !== null && typeof value === 'object') return ruleLine(value as PlainRule);
  return String(value);
}
