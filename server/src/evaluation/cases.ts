import { parse, YAMLParseError } from 'yaml';
import * as z from 'zod';

const rules = z.array(z.record(z.string(), z.unknown())).min(1);

/** A prompt and what is accepted as its answer. Keys that are not known are notes. */
const caseShape = z.object({
  id: z.coerce.string().min(1),
  grade: z.string().default('all'),
  prompt: z.string().min(1),
  /** The prompt, so many times over. */
  times: z.int().min(1).max(100_000).optional(),
  status: z.enum(['ok', 'partial', 'unclear']).default('ok'),
  where: rules.optional(),
  or: z.array(rules).default([]),
  not_understood: z.array(z.string()).default([]),
  if_partial: z.array(rules).default([]),
  accept_unclear: z.boolean().default(false),
  accept_refusal: z.boolean().default(false),
  never: z.array(z.string()).default([]),
  max_seconds: z.number().positive().optional(),
});

const fileShape = z.object({ project: z.string().optional(), cases: z.array(caseShape).min(1) });

export type Case = z.infer<typeof caseShape>;
export type CaseFile = z.infer<typeof fileShape>;

export type CasesReading =
  | { readonly ok: true; readonly file: CaseFile }
  | { readonly ok: false; readonly problem: string };

/** Reads a file of cases; what is wrong with it is one sentence. */
export function readCases(text: string): CasesReading {
  let plain: unknown;
  try {
    plain = parse(text, { maxAliasCount: 100 });
  } catch (error) {
    const [first = ''] = (error instanceof YAMLParseError ? error.message : String(error)).split('\n');
    return { ok: false, problem: `it is not YAML: ${first.replace(/:$/, '')}` };
  }
  const read = fileShape.safeParse(plain);
  if (!read.success) return { ok: false, problem: problemOf(read.error, plain) };
  const seen = new Set<string>();
  for (const { id, status, where, or } of read.data.cases) {
    if (seen.has(id)) return { ok: false, problem: `two cases have the id ${id}` };
    seen.add(id);
    if (status !== 'unclear' && !where && or.length === 0) {
      return { ok: false, problem: `case ${id} has no “where”: write the expected rules, or “status: unclear”` };
    }
  }
  return { ok: true, file: read.data };
}

function problemOf(error: z.ZodError, plain: unknown): string {
  const [issue] = error.issues;
  if (!issue) return 'it does not hold cases';
  const [list, at, ...rest] = issue.path;
  if (list !== 'cases' || typeof at !== 'number') {
    return `${issue.path.length > 0 ? `“${issue.path.join('.')}”: ` : ''}${issue.message}; it holds “cases:”, a list`;
  }
  const named = (plain as { cases: readonly { id?: unknown }[] }).cases[at]?.id ?? `number ${at + 1}`;
  return `case ${String(named)}${rest.length > 0 ? `, “${rest.join('.')}”` : ''}: ${issue.message}`;
}
