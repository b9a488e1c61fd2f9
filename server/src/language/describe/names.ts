/** Names and values as people read them. */
import { enumerated } from '../checks/wording.ts';
import type { PropertyUse } from '../model.ts';
import { ranked } from '../operators/comparison.ts';
import type { ValueWords } from '../operators/index.ts';
import type { Property } from '../schema/model.ts';
import { numberWords } from './words.ts';

const ACRONYMS: ReadonlySet<string> = new Set(
  'os id ltv url ip sms utm api rfm aov gps gmv arpu nps usd eur inr ui vip sku gdpr pin otp sdk ios crm b2b b2c roi'.split(
    ' ',
  ),
);

/** `signed_up_at` -> `signed up at`, `os` -> `OS`; a name that is no plain word stays as it is, in quotes. */
export function propertyWords(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) return `“${name}”`;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .split('_')
    .filter((word) => word !== '')
    .map((word) => {
      const lower = word.toLowerCase();
      if (lower === 'ios') return 'iOS';
      return ACRONYMS.has(lower) ? lower.toUpperCase() : lower;
    });
  return words.length === 0 ? `“${name}”` : words.join(' ');
}

/** A date that is named by its verb reads as a time: `signed up at` -> `signed up time`. */
export function subjectWords(use: PropertyUse): string {
  const words = propertyWords(use.name);
  const type = use.property?.type;
  if (type !== 'datetime' && type !== 'date') return words;
  return words.replace(/ at$/, ' time').replace(/ on$/, ' date');
}

/** How the values of a property are said: labels for codes, units behind numbers. */
export function valueWords(property: Property | undefined): ValueWords {
  const unit = property?.unit;
  const bare = (value: string | number | boolean): string => {
    const label = property?.labels.get(String(value));
    if (label !== undefined) return label;
    if (typeof value === 'number') return numberWords(value);
    return typeof value === 'boolean' ? String(value) : textWords(value);
  };
  const withUnit = (said: string, value: string | number | boolean) =>
    unit === undefined || typeof value !== 'number' ? said : /^[%°]/.test(unit) ? `${said}${unit}` : `${said} ${unit}`;
  return {
    type: property?.type,
    ordered: ranked(property) !== undefined,
    one: (value) => withUnit(bare(value), value),
    many: (values, word) => withUnit(enumerated(values.map(bare), word), values.at(-1) ?? ''),
  };
}

/** Plain where it reads as a name, in quotes where it might run into the sentence. */
function textWords(text: string): string {
  if (text === '') return 'empty';
  return /^[\p{L}\p{N}][\p{L}\p{N}'_.+-]*( [\p{L}\p{N}&][\p{L}\p{N}'_.+-]*){0,3}$/u.test(text) && text.length <= 40
    ? text
    : `“${text}”`;
}
