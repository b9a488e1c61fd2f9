/** Every section. A gap fails to compile. */
import type { SectionId } from '../../protocol/index.ts';
import { breakdown } from './breakdown.ts';
import { compare } from './compare.ts';
import { funnel } from './funnel.ts';
import { overlap } from './overlap.ts';
import { reach } from './reach.ts';
import type { Section } from './section.ts';
import { trend } from './trend.ts';
import { users } from './users.ts';
import { waterfall } from './waterfall.ts';

export const sections: { readonly [Id in SectionId]: Section<Id> } = {
  reach,
  waterfall,
  trend,
  breakdown,
  overlap,
  compare,
  funnel,
  users,
};

export const isSection = (id: string): id is SectionId => Object.hasOwn(sections, id);
