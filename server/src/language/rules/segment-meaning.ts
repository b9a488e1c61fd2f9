/** What a whole segment file says, so that files that say the same can be found. */
import { meaningKey } from './meaning-key.ts';
import type { SegmentReading } from './read-segment.ts';
import { conjunction, everyRule } from './walk.ts';

/** Equal texts mean equal segments; `undefined` for one with errors, without rules, or whose sample follows its own id. */
export function segmentMeaning({ segment, hasErrors }: SegmentReading): string | undefined {
  if (segment === undefined || hasErrors || segment.where.length === 0) return undefined;
  if ([...everyRule(segment.where)].some((rule) => rule.kind === 'sample' && rule.seed === undefined)) return undefined;
  return `${segment.type} ${meaningKey(conjunction(segment.where))}`;
}
