import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const wrongRoleType: Check<{
  readonly role: string;
  readonly property: string;
  readonly type: string;
  readonly expected: string;
}> = {
  code: 'wrong-role-type',
  severity: 'error',
  doc: 'A role needs a property of a fitting type: `purchase.value` a number, `signup` and `birthday` a date or date-time.',
  message: ({ role, property, type, expected }) =>
    `${quoted(property)} is a ${type}, but ${quoted(role)} needs ${expected}. Name another property.`,
};
