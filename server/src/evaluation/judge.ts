import { parse, stringify } from 'yaml';
import type { AgentResult } from '../agent/index.ts';
import type { Case } from './cases.ts';
import type { Members } from './members.ts';

export interface Judgement {
  readonly right: boolean;
  /** The answer claims to be all of the prompt, and is not right. */
  readonly confidentlyWrong: boolean;
  /** Right, but reported as partial. */
  readonly cautious: boolean;
  /** Why it is not right. */
  readonly why?: string;
}

/** What came of one case. */
export interface CaseResult extends Judgement {
  readonly case: Case;
  readonly ms: number;
  readonly answer?: AgentResult;
  /** The provider could not be asked: neither right nor wrong. */
  readonly failed: boolean;
  readonly tokens?: number;
}

const RIGHT: Judgement = { right: true, confidentlyWrong: false, cautious: false };

/** Judges an answer by the users that it selects. Throws `CaseError` when the case's own rules cannot be evaluated. */
export async function judge(
  expected: Case,
  answer: AgentResult,
  members: (text: string) => Promise<Members>,
): Promise<Judgement> {
  const { status, yaml, notUnderstood } = answer;
  const miss = (why: string): Judgement => ({
    right: false,
    confidentlyWrong: status === 'ok',
    cautious: false,
    why,
  });
  const accepted = await selected(expected, [...(expected.where ? [expected.where] : []), ...expected.or], members);
  const halves = await selected(expected, expected.if_partial, members);
  if (status === 'unclear' || yaml === null) {
    return expected.status === 'unclear' || expected.accept_unclear ? RIGHT : miss('nothing became a rule');
  }
  const held = JSON.stringify((parse(yaml) as { readonly where?: unknown }).where ?? []).toLowerCase();
  const banned = expected.never.find((text) => held.includes(text.toLowerCase()));
  if (banned !== undefined) return miss(`the rules hold “${banned}”`);
  if (expected.status === 'unclear' && accepted.length === 0) return miss('rules for a prompt that says nothing');

  const got = await members(yaml);
  if (!got.ok) return miss(`the segment is refused: ${got.reason}`);
  if (status === 'partial' && notUnderstood.length > 0 && halves.some((ids) => same(ids, got.ids))) return RIGHT;
  if (!accepted.some((ids) => same(ids, got.ids))) {
    return miss(`${got.ids.length} users; expected ${accepted.map((ids) => ids.length).join(' or ')}`);
  }
  const named = notUnderstood.join(' · ').toLowerCase();
  const silent = expected.not_understood.filter(
    (words) =>
      !words
        .toLowerCase()
        .split('|')
        .some((word) => named.includes(word)),
  );
  if (expected.status === 'partial' && silent.length > 0) {
    return miss(`not said to be not understood: ${silent.map((words) => `“${words}”`).join(', ')}`);
  }
  return { ...RIGHT, cautious: expected.status === 'ok' && status === 'partial' };
}

/** The rules of a case cannot be evaluated: the case is at fault, not the provider. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

async function selected(
  { id }: Case,
  lists: readonly (readonly Readonly<Record<string, unknown>>[])[],
  members: (text: string) => Promise<Members>,
): Promise<readonly (readonly string[])[]> {
  const all: (readonly string[])[] = [];
  for (const where of lists) {
    const found = await members(stringify({ name: 'Expected', where }));
    if (!found.ok) throw new CaseError(`The expected rules of case ${id} cannot be evaluated: ${found.reason}`);
    all.push(found.ids);
  }
  return all;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i]);
