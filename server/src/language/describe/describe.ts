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
  const clauses = segment.where.map(sayingOf(schema).rule);
  if (clauses.length === 0) return 'Users by rules that are not written yet.';
  const live = segment.type === 'live' ? 'They enter as soon as the last step is satisfied.' : '';
  const sentence = asSentence(clauses);
  if (sentence !== undefined) return live === '' ? sentence : `${sentence} ${live}`;
  const list = `Users for whom all of this holds:\n${clauses.map((clause) => bullet(clause, 0)).join('\n')}`;
  return live === '' ? list : `${list}\n${live}`;
}

/** One sentence, where it stays clear. */
function asSentence(clauses: readonly Clause[]): string | undefined {
  const [only] = clauses;
  const sentence =
    clauses.length === 1 && only?.group !== undefined ? flatGroup(only.group) : `Users ${inline(clauses)}.`;
  if (sentence === undefined || sentence.length > LONGEST_INLINE || clauses.length > MOST_INLINE) return undefined;
  if (clauses.length === 1) return sentence;
  // Commas inside a part would read as the next part.
  return clauses.every(({ group, text }) => group === undefined && !text.includes(', ')) ? sentence : undefined;
}

/** “Users whose city is Pune or who did “Charged”.” */
function flatGroup({ title, of }: NonNullable<Clause['group']>): string | undefined {
  if (title.startsWith('none') || of.some((part) => part.group !== undefined)) return undefined;
  return `Users ${of.map(({ lead, text }) => `${lead} ${text}`).join(title.startsWith('all') ? ' and ' : ' or ')}.`;
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
