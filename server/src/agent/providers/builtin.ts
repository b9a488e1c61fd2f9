/** The offline translator as a provider: always there, sends nothing anywhere. */
import { translate } from '../builtin/index.ts';
import { ruleLine } from '../render.ts';
import type { Provider } from '../result.ts';

export const builtin: Provider = {
  id: 'builtin',
  title: 'the built-in translator',
  available: () => true,
  async draft({ prompt, schema, segments, now }) {
    const { phrases, ...translation } = translate({ prompt, schema, segments, now });
    return {
      ok: true,
      draft: {
        ...translation,
        phrases: phrases.map(({ text, rules }) => ({ text, rule: rules.map(ruleLine).join(' and ') })),
      },
    };
  },
};
