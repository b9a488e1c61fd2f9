/** The offline translator as a provider: always there, sends nothing anywhere. */
import type { ProjectSchema } from '../../language/schema/model.ts';
import { type Translation, translate } from '../builtin/index.ts';
import { ruleLine } from '../render.ts';
import type { Clarification, Provider } from '../result.ts';
import { rulesInWords } from '../rule-words.ts';

export const builtin: Provider = {
  id: 'builtin',
  title: 'the built-in translator',
  missing: () => undefined,
  automatic: () => true,
  async draft({ prompt, schema, segments, now, answers }) {
    const { phrases, questions, ...translation } = translate({ prompt, schema, segments, now, answers });
    return {
      ok: true,
      draft: {
        ...translation,
        questions: questions.map((question) => clarification(question, schema)),
        phrases: phrases.map(({ text, rules }) => ({ text, rule: rules.map(ruleLine).join(' and ') })),
      },
    };
  },
};

function clarification(
  { about, question, options }: Translation['questions'][number],
  schema: ProjectSchema,
): Clarification {
  const choices = options.map(({ text, reading }) => {
    const rules = reading?.as === 'rules' ? reading.rules : undefined;
    const means = rules && rulesInWords(rules, schema);
    return { text, ...(rules && means !== undefined ? { rules, means } : {}) };
  });
  return { about, question, options: options.map(({ text }) => text), choices };
}
