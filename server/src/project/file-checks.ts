import type { Diagnostic, Range } from '../language/diagnostic.ts';
import type { Rule } from '../language/model.ts';
import { type ListStatus, STATUS_TEXT } from './lists.ts';
import { SCHEMA_FILE, SEGMENT_SUFFIX, segmentIdOf } from './locate.ts';
import { nameOf } from './uris.ts';
import { usesOf } from './uses.ts';

/** What only the files around a text can tell: its name, its schema, the lists it names. */
const FIRST_LINE: Range = { start: 0, end: 0 };

/** Lower-case words of letters and digits of any script, joined by hyphens. */
const KEBAB = /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$/u;

/** The nearest well-formed id; undefined when nothing of the name can stay. */
export function kebab(name: string): string | undefined {
  const words = name
    .normalize('NFC')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .match(/[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+/gu);
  return words?.join('-');
}

/** The id is the file's name: it must be lower-case kebab. */
export function checkFileName(uri: string): readonly Diagnostic[] {
  const id = segmentIdOf(uri);
  if (KEBAB.test(id)) return [];
  const better = kebab(id);
  return [
    {
      code: 'segment-file-name',
      severity: 'error',
      range: FIRST_LINE,
      message:
        `The file’s name is the segment’s id, so it must be lower-case words joined by hyphens; “${id}” is not. ` +
        (better === undefined ? 'Rename the file.' : `Rename ${nameOf(uri)} to ${better}${SEGMENT_SUFFIX}.`),
    },
  ];
}

/** Every list that a rule names must be a file within the project. Lists not looked at yet are not judged. */
export function checkLists(rules: readonly Rule[], lists: ReadonlyMap<string, ListStatus>): readonly Diagnostic[] {
  return usesOf(rules).flatMap((use): Diagnostic[] => {
    if (use.kind !== 'list') return [];
    const status = lists.get(use.name);
    if (status === undefined || status === 'file') return [];
    const advice =
      status === 'outside'
        ? 'Write a path from the project’s folder, with forward slashes and without leaving it.'
        : 'Paths start at the folder of segments.schema.yaml.';
    return [
      {
        code: status === 'outside' ? 'list-outside-project' : 'list-not-found',
        severity: 'error',
        range: use.range,
        message: `The list “${use.name}” ${STATUS_TEXT[status]}. ${advice}`,
      },
    ];
  });
}

/** One diagnostic for a segment that no schema governs. */
export const noSchema = (uri: string): Diagnostic => ({
  code: 'no-schema',
  severity: 'error',
  range: FIRST_LINE,
  message:
    `No ${SCHEMA_FILE} was found in the folder of ${nameOf(uri)} or above it, so its names cannot be checked. ` +
    'Run “segments init” in the project’s folder, or move the file into a project.',
});
