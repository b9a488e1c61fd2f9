/** Finds what says who somebody is in a prompt, before it goes to a model. Rather too much than too little. */
import type { PersonalWords } from './result.ts';

const KINDS: readonly { readonly what: string; readonly pattern: RegExp; readonly fits?: (text: string) => boolean }[] =
  [
    {
      what: 'an e-mail address',
      pattern: /[\p{L}\p{N}._%+'-]+\s?(?:@|＠|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/giu,
    },
    { what: 'an account number (IBAN)', pattern: /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b/g },
    { what: 'a card number', pattern: /\b\d(?:[ -]?\d){12,18}\b/g, fits: (text) => luhn(digits(text)) },
    { what: 'a social security number', pattern: /\b\d{3}-\d{2}-\d{4}\b/g },
    {
      what: 'a phone number',
      pattern: /(?<![\p{L}\p{N}.,$€£₹])(?:\+|00)?\(?\d(?:[\s()./-]{0,2}\d){7,14}(?![\p{L}\p{N}]|[.,]\d)/gu,
      fits: isPhone,
    },
    {
      what: 'an IP address',
      pattern: /\b(?:\d{1,3}\.){3}\d{1,3}\b/g,
      fits: (text) => text.split('.').every((part) => Number(part) < 256),
    },
    { what: 'a user id', pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi },
  ];

const digits = (text: string): string => text.replace(/\D/g, '');

/** Each kind at most a few times: enough to show. */
export function personalWords(prompt: string): readonly PersonalWords[] {
  const found: PersonalWords[] = [];
  let rest = prompt.slice(0, 20_000);
  for (const { what, pattern, fits } of KINDS)
    rest = rest.replace(pattern, (text) => {
      if (fits && !fits(text)) return text;
      if (found.length < 10) found.push({ what, text: text.trim() });
      return ' ';
    });
  return found;
}

/** “an e-mail address and a phone number”. */
export function personalKinds(found: readonly PersonalWords[]): string {
  const kinds = [...new Set(found.map(({ what }) => what))];
  return kinds.length > 1 ? `${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)}` : (kinds[0] ?? '');
}

/** Dates, years and places on the map have as many digits. */
function isPhone(text: string): boolean {
  const trimmed = text.trim();
  const count = digits(trimmed).length;
  if (/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(trimmed) || /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b/.test(trimmed))
    return false;
  if (/^-?\d{1,3}\.\d+/.test(trimmed) || /^(19|20)\d{2}\s*[-/ ]\s*(19|20)\d{2}$/.test(trimmed)) return false;
  // A bare number is a phone number only when it is as long as one.
  if (/^\d+$/.test(trimmed)) return count >= 10;
  return count >= 8 && count <= 15;
}

function luhn(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
