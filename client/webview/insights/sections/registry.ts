/**
 * The sections of the panel, in the order they stand in at first.
 * One file a section; each asks for its own numbers.
 */
import { breakdown } from './breakdown.tsx';
import { compare } from './compare.tsx';
import { funnel } from './funnel.tsx';
import { overlap } from './overlap.tsx';
import { reach } from './reach.tsx';
import type { Section } from './section.ts';
import { trend } from './trend.tsx';
import { users } from './users.tsx';
import { waterfall } from './waterfall.tsx';

export const sections = [
  reach,
  waterfall,
  users,
  trend,
  breakdown,
  overlap,
  funnel,
  compare,
] satisfies readonly Section[] as readonly Section[];
