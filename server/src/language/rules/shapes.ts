/** Shapes that rule kinds share, described by their keys' docs. */
import * as z from 'zod';
import { boundOperators, operators } from '../operators/index.ts';
import { WEEKDAYS } from './at.ts';
import type { KeyDoc } from './keys.ts';

const optional = (entries: readonly { readonly id: string; readonly shape: z.ZodType; readonly doc: string }[]) =>
  Object.fromEntries(entries.map(({ id, shape, doc }) => [id, shape.describe(firstParagraph(doc)).optional()]));

function firstParagraph(doc: string): string {
  return doc.split('\n\n')[0] ?? doc;
}

/** Every operator, each optional: which of them fit depends on the property. */
export const operatorFields = optional(Object.values(operators));
const boundFields = optional(boundOperators);

/** An object of a rule: no other keys, each described by its doc. */
export function documented(keys: readonly KeyDoc[], fields: Record<string, z.ZodType>): z.ZodObject {
  const described = Object.entries(fields).map(([name, shape]) => {
    const doc = keys.find((key) => key.name === name)?.doc;
    return [name, doc === undefined ? shape : shape.describe(firstParagraph(doc))];
  });
  return z.strictObject(Object.fromEntries(described));
}

export const namesShape = z.union([z.string(), z.array(z.string()).min(1)]);

export const filterShape: z.ZodType = z
  .lazy(() =>
    z.union([
      z.strictObject({ property: z.string(), ignore_case: z.boolean().optional(), ...operatorFields }),
      ...(['all', 'any', 'none'] as const).map((kind) => z.strictObject({ [kind]: z.array(filterShape).min(1) })),
    ]),
  )
  .meta({ id: 'filter' });

export const filtersShape = z.array(filterShape).min(1);

export const durationShape = z.string();
const endShape = z.string();

/** At most one of these stands in a rule. */
export const windowFields = {
  within: durationShape.optional(),
  between: z.array(endShape).length(2).optional(),
  before: z.string().optional(),
  after: z.string().optional(),
};

export const atShape = z.strictObject({
  hours: z.array(z.int().min(0).max(24)).length(2).optional(),
  weekdays: z.array(z.enum(WEEKDAYS)).min(1).optional(),
  monthdays: z.array(z.int().min(1).max(31)).min(1).optional(),
});

const boundsShape = z.strictObject(boundFields);
const ofShape = z.strictObject({ of: z.string(), ...boundFields });

export const measureFields = {
  count: boundsShape.optional(),
  days: boundsShape.optional(),
  sum: ofShape.optional(),
  avg: ofShape.optional(),
  min: ofShape.optional(),
  max: ofShape.optional(),
  distinct: ofShape.optional(),
  regularly: z.strictObject({ every: durationShape, periods: z.int().min(1), ...boundFields }).optional(),
  share: boundsShape.optional(),
};
