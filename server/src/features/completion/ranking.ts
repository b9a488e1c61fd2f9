import type { Property } from '../../language/schema/model.ts';
import { nameKey, operatorKey, type Usage, windowKey } from '../../project/index.ts';
import type { ProjectData } from '../data.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';

/** What comes first where several things could stand: what the project uses most, then what the data holds most. */
export interface Ranking {
  readonly usage: Usage;
  readonly data: ProjectData | undefined;
}

export const rankingOf = ({ uri }: FeatureDocument, { data }: FeatureContext): Ranking => ({
  usage: data.usage(uri),
  data: data.of(uri),
});

/** Without any knowledge things stay in the order of the schema. */
export const UNRANKED: Ranking = { usage: new Map(), data: undefined };

export const eventUse = ({ usage }: Ranking, name: string): number => usage.get(nameKey('event', name)) ?? 0;
export const propertyUse = ({ usage }: Ranking, { name, event }: Property): number =>
  usage.get(nameKey('property', name, event)) ?? 0;
export const segmentUse = ({ usage }: Ranking, id: string): number => usage.get(nameKey('segment', id)) ?? 0;
export const operatorUse = ({ usage }: Ranking, operator: string): number => usage.get(operatorKey(operator)) ?? 0;
export const windowUse = ({ usage }: Ranking, text: string): number => usage.get(windowKey(text)) ?? 0;

/** Times that segments of the project have, the most used first. */
export function usedWindows({ usage }: Ranking): readonly string[] {
  const start = windowKey('');
  return [...usage]
    .filter(([key]) => key.startsWith(start))
    .sort(([, less], [, more]) => more - less)
    .map(([key]) => key.slice(start.length));
}

/** Sorted by numbers, the greatest first; those with equal numbers stay in their order. */
export const byMost = <T>(items: readonly T[], ...numbers: readonly ((item: T) => number)[]): readonly T[] =>
  items.toSorted((one, other) => {
    for (const number of numbers) {
      const difference = number(other) - number(one);
      if (difference !== 0) return difference;
    }
    return 0;
  });
