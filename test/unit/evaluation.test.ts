import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentResult } from '../../server/src/agent/index.ts';
import {
  type Case,
  type CaseResult,
  evaluateCases,
  judge,
  type Members,
  readCases,
  summarize,
} from '../../server/src/evaluation/index.ts';
import { openProject } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import { openStore } from '../../server/src/store/index.ts';
import { type PromptWorld, promptProject } from '../support/prompt-worlds.ts';

const casesOf = (yaml: string): readonly Case[] => {
  const reading = readCases(yaml);
  assert.ok(reading.ok, reading.ok ? '' : reading.problem);
  return reading.file.cases;
};

describe('evaluation cases', () => {
  it('says what is wrong with a file, and in which case', () => {
    const problem = (yaml: string) => {
      const reading = readCases(yaml);
      return reading.ok ? undefined : reading.problem;
    };
    assert.match(problem('cases: [') ?? '', /^it is not YAML: /);
    assert.match(problem('prompts: []') ?? '', /“cases”/);
    assert.match(problem('cases:\n  - {id: A, where: [{did: X}]}') ?? '', /^case A, “prompt”: /);
    assert.match(problem('cases:\n  - {id: A, prompt: x}') ?? '', /^case A has no “where”/);
    const twice = 'cases:\n  - {id: A, prompt: x, status: unclear}\n  - {id: A, prompt: y, status: unclear}';
    assert.equal(problem(twice), 'two cases have the id A');
  });
});

describe('judging an answer', () => {
  const [wanted] = casesOf('cases:\n  - {id: A, prompt: x, where: [{is: 1}], or: [[{is: 2}]], never: [secret]}');
  const [half] = casesOf(
    'cases:\n  - {id: B, prompt: x, status: partial, not_understood: [big|large], where: [{is: 1}], if_partial: [[{is: 3}]]}',
  );
  const [nothing] = casesOf('cases:\n  - {id: C, prompt: x, status: unclear}');
  /** Whoever the rules name. */
  const members = async (yaml: string): Promise<Members> =>
    yaml.includes('refused')
      ? { ok: false, reason: 'Unknown event' }
      : { ok: true, ids: [.../is: (\d)/.exec(yaml)![1]!] };
  const answer = (status: AgentResult['status'], rule: string, notUnderstood: readonly string[] = []): AgentResult => ({
    status,
    yaml: status === 'unclear' ? null : `where:\n  - ${rule}\n`,
    notUnderstood,
    id: 'x',
    name: 'x',
    provider: 'builtin',
    assumptions: [],
    questions: [],
    phrases: [],
    answered: [],
    refusedAnswers: [],
  });
  const verdict = async (expected: Case, given: AgentResult) => {
    const { right, confidentlyWrong, cautious } = await judge(expected, given, members);
    return right ? (cautious ? 'cautious' : 'right') : confidentlyWrong ? 'WRONG' : 'missed';
  };

  it('takes any of the accepted readings, and a cautious one', async () => {
    assert.equal(await verdict(wanted!, answer('ok', 'is: 1')), 'right');
    assert.equal(await verdict(wanted!, answer('ok', 'is: 2')), 'right');
    assert.equal(await verdict(wanted!, answer('partial', 'is: 2', ['y'])), 'cautious');
  });
  it('tells a confident mistake from an admitted one', async () => {
    assert.equal(await verdict(wanted!, answer('ok', 'is: 3')), 'WRONG');
    assert.equal(await verdict(wanted!, answer('partial', 'is: 3', ['y'])), 'missed');
    assert.equal(await verdict(wanted!, answer('unclear', '')), 'missed');
    assert.equal(await verdict(wanted!, answer('ok', 'refused: 1')), 'WRONG');
    assert.equal(await verdict(wanted!, answer('ok', 'is: 1 # secret')), 'right');
    assert.equal(await verdict(wanted!, answer('ok', 'is: 1\n    like: Secret')), 'WRONG');
    assert.equal(await verdict(nothing!, answer('ok', 'is: 1')), 'WRONG');
    assert.equal(await verdict(nothing!, answer('unclear', '')), 'right');
  });
  it('wants the words named that were not understood', async () => {
    assert.equal(await verdict(half!, answer('partial', 'is: 1', ['the Large ones'])), 'right');
    assert.equal(await verdict(half!, answer('partial', 'is: 3', ['z'])), 'right');
    assert.equal(await verdict(half!, answer('ok', 'is: 1')), 'WRONG');
  });
});

/** Over domains that nothing was tuned for. A change that answers fewer rightly, or claims more wrongly, is looked at. */
const BARS: Readonly<Record<PromptWorld, { readonly right: number; readonly wrong: number }>> = {
  bank: { right: 29, wrong: 0 },
  streaming: { right: 24, wrong: 0 },
};

describe('the built-in translator over other domains', () => {
  for (const [name, bar] of Object.entries(BARS) as [PromptWorld, (typeof BARS)[PromptWorld]][]) {
    it(`${name}: at least ${bar.right} of 30 right, at most ${bar.wrong} confidently wrong`, async () => {
      const { path, remove } = promptProject(name);
      const project = await openProject(path, nodeHost);
      const { schema } = project.snapshot;
      const store = await openStore({ root: path, schema, engine: 'sqljs-in-process' });
      try {
        const results: readonly CaseResult[] = await evaluateCases({
          project,
          store,
          cases: casesOf(readFileSync(join(path, 'prompts.yaml'), 'utf8')),
          ask: { provider: 'builtin' },
          jobs: 2,
          now: 0,
        });
        const { all } = summarize(results);
        const missed = results.filter(({ right }) => !right).map((r) => `${r.case.id}: ${r.why}`);
        assert.equal(all.cases, 30);
        assert.equal(all.failed, 0);
        assert.ok(all.right >= bar.right, missed.join('\n'));
        assert.ok(all.confidentlyWrong <= bar.wrong, missed.join('\n'));
      } finally {
        await store.close();
        remove();
      }
    });
  }
});
