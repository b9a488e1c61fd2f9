/** Every phrase family. To add one: its file and a line here. */
import { calendar } from './calendar.ts';
import { clock } from './clock.ts';
import { comparison } from './comparison.ts';
import type { Family } from './family.ts';
import { dayCounts, exclusives, places, regularity, shares } from './special.ts';
import { vague } from './vague.ts';
import { windows } from './windows.ts';
import {
  aggregates,
  auxiliaries,
  conjunction,
  fillers,
  membership,
  negation,
  occurrence,
  reachability,
  requests,
  subjects,
  textOperators,
} from './words.ts';

export const families: readonly Family[] = [
  requests,
  subjects,
  windows,
  calendar,
  clock,
  comparison,
  dayCounts,
  regularity,
  shares,
  exclusives,
  places,
  negation,
  conjunction,
  occurrence,
  aggregates,
  auxiliaries,
  reachability,
  membership,
  textOperators,
  vague,
  fillers,
];

/** Words that general English owns: never taken for a misspelt name. */
export const generalWords: ReadonlySet<string> = new Set(families.flatMap((family) => family.words));
