import { type AgentResult, PromptError, type TranslatePromptInput, translatePrompt } from '../agent/index.ts';
import { draftContext, type Project } from '../project/index.ts';
import { CancelledError, type SegmentStore } from '../store/ports.ts';
import type { Case } from './cases.ts';
import { type CaseResult, judge } from './judge.ts';
import { membersOf } from './members.ts';

export interface EvaluateOptions {
  /** Opened for this alone: it is given texts that no file holds. */
  readonly project: Project;
  readonly store: SegmentStore;
  readonly cases: readonly Case[];
  /** Who answers, and with which settings; the rest of the request comes from the project. */
  readonly ask: Pick<TranslatePromptInput, 'provider'> & Partial<TranslatePromptInput>;
  /** So many prompts are with the provider at a time. */
  readonly jobs: number;
  /** Called as cases are done. */
  readonly onDone?: (done: number, result: CaseResult) => void;
  readonly signal?: AbortSignal;
  readonly now: number;
}

/** So many failures of the provider in a row, and none of the other cases is asked. */
const GIVE_UP_AFTER = 3;

/** Asks the provider for every case and judges the answers; in the order of the cases. */
export async function evaluateCases(options: EvaluateOptions): Promise<readonly CaseResult[]> {
  const { project, cases, signal } = options;
  const context = draftContext(await project.settle());
  const members = membersOf(project, options.store, options);
  const results = new Array<CaseResult>(cases.length);
  let [next, done, failures] = [0, 0, 0];

  const work = async (): Promise<void> => {
    while (next < cases.length && failures < GIVE_UP_AFTER) {
      if (signal?.aborted) throw new CancelledError();
      const at = next++;
      const current = cases[at]!;
      const started = performance.now();
      const outcome = await answerTo(current, context, options);
      const result = await resultOf(current, outcome, performance.now() - started);
      failures = result.failed ? failures + 1 : 0;
      results[at] = result;
      options.onDone?.(++done, result);
    }
  };
  const resultOf = async (current: Case, outcome: Outcome, ms: number): Promise<CaseResult> => {
    const common = { case: current, ms, failed: false };
    const nothing = { right: false, confidentlyWrong: false, cautious: false };
    if (outcome.kind === 'refused') {
      return { ...common, ...nothing, right: current.accept_refusal, why: outcome.reason };
    }
    const { answer } = outcome;
    // Who was asked did not answer: another's answer says nothing about it.
    if (answer.notice !== undefined) return { ...common, ...nothing, failed: true, why: answer.notice };
    const judged =
      current.max_seconds !== undefined && ms > current.max_seconds * 1000
        ? { ...nothing, why: `took ${(ms / 1000).toFixed(1)} s; at most ${current.max_seconds} s` }
        : await judge(current, answer, members);
    const tokens = tokensOf(answer);
    return { ...common, ...judged, answer, ...(tokens === undefined ? {} : { tokens }) };
  };

  await Promise.all(Array.from({ length: Math.max(1, options.jobs) }, work));
  return results.filter((result) => result !== undefined);
}

type Outcome =
  | { readonly kind: 'answered'; readonly answer: AgentResult }
  | { readonly kind: 'refused'; readonly reason: string };

async function answerTo(
  { prompt, times = 1 }: Case,
  context: ReturnType<typeof draftContext>,
  { ask, signal }: EvaluateOptions,
): Promise<Outcome> {
  try {
    const whole = Array(times).fill(prompt).join('\n');
    const answer = await translatePrompt({ ...context, ...ask, prompt: whole, ...(signal ? { signal } : {}) });
    return { kind: 'answered', answer };
  } catch (error) {
    if (error instanceof PromptError) return { kind: 'refused', reason: error.message };
    if (signal?.aborted) throw new CancelledError();
    throw error;
  }
}

/** What the answer cost, when the provider says so. */
const tokensOf = ({ usage }: AgentResult): number | undefined => usage && usage.input + usage.output;
