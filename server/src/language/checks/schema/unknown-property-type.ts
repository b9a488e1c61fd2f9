import { PROPERTY_TYPES } from '../../schema/model.ts';
import type { Check } from '../check.ts';
import { didYouMean, enumerated, quoted } from '../wording.ts';

export const unknownPropertyType: Check<{ readonly type: string; readonly suggestions: readonly string[] }> = {
  code: 'unknown-property-type',
  severity: 'error',
  doc: 'A property’s `type` is `string`, `number`, `version`, `boolean`, `datetime`, `date`, `list<string>`, `list<number>` or `geo`. It decides which operators a rule may use.',
  message: ({ type, suggestions }) =>
    `There is no property type ${quoted(type)}.${suggestions.length > 0 ? didYouMean(suggestions) : ` Write ${enumerated(PROPERTY_TYPES, 'or')}.`}`,
};
