import { report } from '../check.ts';
import { quoted } from '../wording.ts';
import type { DataCheck } from './data-check.ts';
import { askedIn } from './subjects.ts';

/** A property that fewer have than this share is mostly missing. */
const FEW = 0.1;

export const mostlyMissing: DataCheck<{
  readonly property: string;
  readonly present: number;
  readonly of: number;
  readonly event?: string;
}> = {
  code: 'mostly-missing',
  severity: 'information',
  title: 'a property that is missing for nine in ten or more',
  doc: 'In the present data this property is mostly missing, and a missing value satisfies no positive operator. Perhaps another property says the same, or the rule means `exists`.',
  message: ({ property, present, of, event }) => {
    const whose = event === undefined ? 'users' : `“${event}” events`;
    const who = `of the ${of.toLocaleString('en')} ${whose}`;
    if (present === 0) return `${quoted(property)} is always missing in the data: none ${who} have it.`;
    return `${quoted(property)} is mostly missing in the data: ${present.toLocaleString('en')} ${who} have it.`;
  },
  find: ({ segment }, facts) => {
    const told = new Set<unknown>();
    return askedIn(segment).flatMap(({ use, conditions }) => {
      const { property } = use;
      // Who asks whether it is there knows that it may not be.
      if (!property || told.has(property) || conditions.some(({ operator }) => operator === 'exists')) return [];
      const known = facts.property(property);
      if (!known || known.of === 0 || known.present >= known.of * FEW) return [];
      told.add(property);
      const { present, of } = known;
      const event = property.event === undefined ? {} : { event: property.event };
      return [report(mostlyMissing, use.range, { property: use.name, present, of, ...event })];
    });
  },
};
