/** Segments and rules in plain English, through the registry of rule kinds. */
import { enumerated } from '../checks/wording.ts';
import type { Rule, Segment } from '../model.ts';
import { kindOf } from '../rules/registry.ts';
import type { ProjectSchema } from '../schema/model.ts';
import type { Clause, Saying } from './clause.ts';

/** With more parts a list reads better than a sentence. */
const MOST_INLINE = 4;
const LONGEST_INLINE = 240;

type Names = Pick<ProjectSchema, 'channels'>;

function sayingOf(schema: Names): Saying {
  const saying: Saying = { schema, rule: (rule) => kindOf(rule).clause(rule, saying) };
  return saying;
}

/** One rule as it reads in a list: `did not do “Charged” in the last 30 days`. */
export function describeRule(rule: Rule, schema: Names): string {
  return sayingOf(schema).rule(rule).text;
}

/** The whole segment: one sentence, or a list where groups nest or there are many rules. */
export function describeSegment(segment: Segment, schema: Names): string {
  const saying = sayingOf(schema);
  const clauses = segment.where.map(saying.rule);
  if (clauses.length === 0) return 'Users by rules that are not written yet.';
  const [only] = clauses;
  if (clauses.length === 1 && only?.group !== undefined && !only.group.of.some((part) => part.group)) {
    const line = only.group.of.map(({ lead, text }) => `${lead} ${text}`);
    const word = only.group.title.startsWith('all') ? ' and ' : ' or ';
    const sentence = only.group.title.startsWith('none') ? undefined : `Users ${line.join(word)}.`;
    if (sentence !== undefined && sentence.length <= LONGEST_INLINE) return sentence;
  }
  const sentence = `Users ${inline(clauses)}.`;
  const plain = clauses.every((clause) => clause.group === undefined);
  if (plain && clauses.length <= MOST_INLINE && sentence.length <= LONGEST_INLINE) return sentence;
  const entered =
    segment.type === 'live' ? 'Users who enter as soon as all of this holds' : 'Users for whom all of this holds';
  return `${entered}:\n${clauses.map((clause) => bullet(clause, 0)).join('\n')}`;
}

function bullet(clause: Clause, depth: number): string {
  const indent = '  '.repeat(depth);
  if (clause.group === undefined) return `${indent}- ${clause.text}`;
  return `${indent}- ${clause.group.title}:\n${clause.group.of.map((part) => bullet(part, depth + 1)).join('\n')}`;
}

/** Clauses of one lead share it: “whose OS is iOS, who did A and did not do B”. */
function inline(clauses: readonly Clause[]): string {
  const runs: { lead: Clause['lead']; texts: string[] }[] = [];
  for (const { lead, text } of clauses) {
    const last = runs.at(-1);
    if (last?.lead === lead) last.texts.push(text);
    else runs.push({ lead, texts: [text] });
  }
  return runs.map(({ lead, texts }) => said(lead, texts)).join(', ');
}

function said(lead: Clause['lead'], texts: readonly string[]): string {
  const parts = lead === 'whose' ? texts.map((text, index) => (index === 0 ? text : `whose ${text}`)) : texts;
  return `${lead} ${enumerated(parts, 'and')}`;
}
