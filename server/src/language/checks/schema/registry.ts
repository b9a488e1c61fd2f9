/** The diagnostics that only the project schema's file has, by their code. */
import type { Check } from '../check.ts';
import { aliasClash } from './alias-clash.ts';
import { badReplacement } from './bad-replacement.ts';
import { duplicateValue } from './duplicate-value.ts';
import { eventSourceName } from './event-source-name.ts';
import { invalidDataPath } from './invalid-data-path.ts';
import { keyNotForType } from './key-not-for-type.ts';
import { labelWithoutValue } from './label-without-value.ts';
import { orderedWithoutValues } from './ordered-without-values.ts';
import { unknownPropertyType } from './unknown-property-type.ts';
import { unknownTimezone } from './unknown-timezone.ts';
import { unsupportedVersion } from './unsupported-version.ts';
import { valueNotOfType } from './value-not-of-type.ts';
import { wrongRoleType } from './wrong-role-type.ts';

export const schemaChecks = {
  'alias-clash': aliasClash,
  'bad-replacement': badReplacement,
  'duplicate-value': duplicateValue,
  'event-source-name': eventSourceName,
  'invalid-data-path': invalidDataPath,
  'key-not-for-type': keyNotForType,
  'label-without-value': labelWithoutValue,
  'ordered-without-values': orderedWithoutValues,
  'unknown-property-type': unknownPropertyType,
  'unknown-timezone': unknownTimezone,
  'unsupported-version': unsupportedVersion,
  'value-not-of-type': valueNotOfType,
  'wrong-role-type': wrongRoleType,
} as const satisfies Record<string, Check<never>>;
