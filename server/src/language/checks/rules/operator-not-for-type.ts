import type { Check } from '../check.ts';
import { article, enumerated, quoted } from '../wording.ts';

export const operatorNotForType: Check<{
  readonly operator: string;
  readonly of: string;
  readonly type: string;
  readonly valid: readonly string[];
}> = {
  code: 'operator-not-for-type',
  severity: 'error',
  doc: 'Each type has its operators: `contains` asks a text, `gte` a number or a version, `within` a date, `includes` a list, `near` a place.',
  message: ({ operator, of, type, valid }) =>
    `${quoted(operator)} does not work on ${quoted(of)}, which is ${article(type)} ${type}. Use ${enumerated(valid, 'or', 12)}.`,
};
