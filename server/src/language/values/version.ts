/**
 * Versions in semantic-versioning order, as text that sorts the same way byte by byte.
 * Parts are compared as numbers, a missing part is 0, `-rc.1` sorts before the release, build metadata says nothing.
 */

const FORM = /^(\d+(?:\.\d+)*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Below every digit and letter, so that the shorter of two equal beginnings sorts first. */
const END = '!';
/** Both below the letters that begin a further part, and the pre-release below the release. */
const PRE_RELEASE = '-';
const RELEASE = '.';

/** The sort key of a version; undefined when it is malformed. */
export function versionKey(text: string): string | undefined {
  const match = FORM.exec(text);
  if (match === null || text.length > 200) return undefined;
  const parts = (match[1] ?? '').split('.').map(numberKey);
  if (parts.includes(undefined)) return undefined;
  while (parts.at(-1) === 'a0') parts.pop();
  const release = parts.join('');
  if (match[2] === undefined) return release + RELEASE;
  const identifiers = match[2].split('.').map(identifierKey);
  return identifiers.includes(undefined) ? undefined : `${release}${PRE_RELEASE}${identifiers.join('')}${END}`;
}

/** A number behind a letter for how many digits it has. */
function numberKey(digits: string): string | undefined {
  const significant = digits.replace(/^0+(?=\d)/, '');
  const length = significant.length;
  return length > 26 ? undefined : String.fromCharCode(96 + length) + significant;
}

/** Numbers sort below words; both as SemVer compares pre-release identifiers. */
function identifierKey(identifier: string): string | undefined {
  if (!/^\d+$/.test(identifier)) return `1${identifier}${END}`;
  const key = numberKey(identifier);
  return key && `0${key}`;
}
