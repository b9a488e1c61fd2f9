import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  type CheckedSegment,
  type Diagnostic,
  type SegmentNames,
  type SegmentReading,
  segmentMeaning,
} from '../language/index.ts';
import { habitsIn } from './usage.ts';
import { type Use, usesOf } from './uses.ts';

/**
 * What a project keeps of a segment file that nobody looks at: names, uses and problems, without its text's tree. Plain
 * data, so that it can be written to disk and read again.
 */
export interface SegmentSummary extends CheckedSegment {
  /** The segment's name; its id where there is none. */
  readonly name: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly owner?: string;
  readonly live: boolean;
  /** All names that its rules speak of, in the order of the text. */
  readonly uses: readonly Use[];
  /** Keys of the operators and times of its rules, as in `usage.ts`. */
  readonly habits: readonly string[];
  /** The problems of this file alone. */
  readonly diagnostics: readonly Diagnostic[];
  /** What is said of it may depend on which other segments there are: it may refer to one that was not there. */
  readonly dangling: boolean;
}

/** The summary of a reading; `names` are those it was read with. */
export function summaryOf(reading: SegmentReading, names: SegmentNames): SegmentSummary {
  const { uri, id, segment, hasErrors, diagnostics, tree } = reading;
  const firstLine = { start: 0, end: Math.max(0, tree.text.search(/\r?\n|$/)) };
  const uses = usesOf(segment?.where ?? []);
  const references = uses.flatMap((use) => (use.kind === 'segment' ? [{ name: use.name, range: use.range }] : []));
  const meaning = segmentMeaning(reading);
  return {
    uri,
    id,
    name: segment?.name ?? id,
    ...(segment?.description === undefined ? {} : { description: segment.description }),
    tags: segment?.tags ?? [],
    ...(segment?.owner === undefined ? {} : { owner: segment.owner }),
    live: segment?.type === 'live',
    firstLine,
    nameRange: segment?.nameRange ?? firstLine,
    hasErrors,
    uses,
    references,
    // The text is long, and only ever compared.
    ...(meaning === undefined ? {} : { meaning: digest(meaning) }),
    habits: habitsIn(segment?.where ?? []),
    diagnostics,
    // A rule with errors is no part of the segment, but it may refer to another.
    dangling: hasErrors || references.some(({ name }) => !names.has(name)),
  };
}

/** Whether a summary would be the same with these segments in the project. */
export function holdsWith({ dangling, references }: SegmentSummary, names: SegmentNames): boolean {
  return !dangling && references.every(({ name }) => names.has(name));
}

/** Equal texts, and only those, have equal digests. */
export const digest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
