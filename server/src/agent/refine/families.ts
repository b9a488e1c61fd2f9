/** Every family of refinements, the more particular before the more general. To add one: its file and a line here. */

import { alternatives } from './families/alternatives.ts';
import { amounts } from './families/amounts.ts';
import { names } from './families/names.ts';
import { removals } from './families/removals.ts';
import { replacements } from './families/replacements.ts';
import { restrictions } from './families/restrictions.ts';
import { times } from './families/times.ts';
import { widenings } from './families/widenings.ts';
import type { RefineFamily } from './refinement.ts';

export const refineFamilies: readonly RefineFamily[] = [
  names,
  removals,
  replacements,
  times,
  amounts,
  alternatives,
  widenings,
  restrictions,
];
