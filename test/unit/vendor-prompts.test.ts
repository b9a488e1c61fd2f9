/**
 * Prompts that vendors publish for their own prompt boxes, over schemas that know nothing of them: whatever comes of one,
 * it is honest. Each row of the file names the vendor and the page that publishes the sentence.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AgentResult, translatePrompt } from '../../server/src/agent/index.ts';
import { draftContext, openProject, type ProjectSnapshot } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import { repository } from '../support/cli.ts';

const rows = readFileSync(join(repository, 'test/fixtures/evaluation/vendor.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'));

/** Words that say how, not whom: grammar, and the ways to ask for a segment. */
const NO_MEANING = new Set(
  `a an the of in on at to for from by with as and or but nor so than then that which who whom whose this these those it its
  they them their theirs there i me my we us our you your he she his her is are was were be been being am has have had having
  do does did done doing not no none never ever nothing anything something anyone someone everyone all any each every both
  either neither some such only just also even still yet very too more most less least least much many few fewer several
  please show give find get list build create make generate want need would like could should will can may might let tell
  target segment segments audience audiences cohort group groups user users customer customers people person persons profile
  profiles contact contacts member members shopper shoppers subscriber subscribers visitor visitors buyer buyers player
  players guest guests client clients last past next previous recent recently ago since before after between during within
  until over under above below about into out up down per when where while if one ones once twice times time day days week
  weeks month months year years quarter hour hours today yesterday now current currently first second third
  isn aren wasn weren hasn haven hadn don doesn didn won ve re ll here what how why new based using use containing included
  include includes including exclude excluding except without other others same based lets live lives
  employees made make identify via own got plus app account accounts company used product products record leading`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** The words of a prompt that no part of the answer speaks of. */
function unaccounted(prompt: string, answer: AgentResult): readonly string[] {
  const said = [
    ...answer.phrases.map(({ text }) => text),
    ...answer.assumptions,
    ...answer.notUnderstood,
    ...answer.questions.flatMap(({ about, question }) => [about, question]),
  ]
    .join(' ')
    .toLowerCase();
  return (prompt.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter(
    (word) => !NO_MEANING.has(word) && !said.includes(word.slice(0, Math.max(4, word.length - 2))),
  );
}

describe('prompts that vendors publish', () => {
  for (const example of ['shop', 'grocery']) {
    describe(`over ${example}`, () => {
      let snapshot: ProjectSnapshot;
      before(async () => {
        snapshot = await (await openProject(join(repository, 'examples', example), nodeHost)).settle();
      });
      for (const [vendor = '', , prompt = ''] of rows) {
        it(`${vendor}: ${prompt}`, async () => {
          const context = draftContext(snapshot);
          const answer = await translatePrompt({ prompt, ...context, provider: 'builtin' });
          assert.equal(answer.yaml === null, answer.status === 'unclear');
          if (answer.yaml !== null) {
            assert.deepEqual(
              context.check(answer.yaml).filter(({ severity }) => severity === 'error'),
              [],
            );
          }
          if (answer.status === 'ok') assert.deepEqual(answer.notUnderstood, []);
          else assert.ok(answer.questions.length + answer.notUnderstood.length > 0, 'it says what it lacks');
          assert.deepEqual(unaccounted(prompt, answer), []);
        });
      }
    });
  }
});
