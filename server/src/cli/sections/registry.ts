/** How each section of the insights reads in a terminal. */
import type { SectionId } from '../../protocol/index.ts';
import { breakdown } from './breakdown.ts';
import { compare } from './compare.ts';
import { funnel } from './funnel.ts';
import { overlap } from './overlap.ts';
import { reach } from './reach.ts';
import type { SectionText } from './section-text.ts';
import { trend } from './trend.ts';
import { users } from './users.ts';
import { waterfall } from './waterfall.ts';

export const sectionTexts: { readonly [Id in SectionId]: SectionText<Id> } = {
  reach,
  waterfall,
  trend,
  breakdown,
  overlap,
  compare,
  funnel,
  users,
};
