import * as z from 'zod';
import { PROPERTY_TYPES } from '../schema/model.ts';
import { givenValue, not } from './operands.ts';
import type { Operator } from './operator.ts';

export const exists: Operator = {
  id: 'exists',
  title: 'exists',
  doc: '`exists: true` holds for any value, an empty text and an empty list included; `exists: false` exactly for a missing one.',
  types: PROPERTY_TYPES,
  form: 'flag',
  snippet: 'exists: ${1|true,false|}',
  shape: z.boolean(),
  sentence: (operand) => (givenValue(operand) ? 'is known' : 'is missing'),
  lower: (operand, { column }) => (givenValue(operand) ? not({ op: 'missing', column }) : { op: 'missing', column }),
};
