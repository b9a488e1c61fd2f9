/** A data port that knows what a test says, at once, and what it was asked for. */
import type { DataPort, ProjectData } from '../../server/src/features/data.ts';
import type { EventProfile, PropertyProfile, UndeclaredProperty } from '../../server/src/insights/index.ts';
import type { Property } from '../../server/src/language/schema/model.ts';
import type { Usage } from '../../server/src/project/index.ts';

export interface FakeData {
  readonly users?: number;
  /** By event name. */
  readonly events?: Readonly<Record<string, EventProfile>>;
  /** By `name` of a property of users, or `event.name`. */
  readonly properties?: Readonly<Record<string, Partial<PropertyProfile>>>;
  readonly undeclared?: readonly UndeclaredProperty[];
  readonly usage?: Usage;
  readonly latestEvent?: number;
}

const keyOf = ({ event, name }: Property): string => (event === undefined ? name : `${event}.${name}`);

export function fakeData(known: FakeData): DataPort & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const property = (of: Property): PropertyProfile | undefined => {
    asked.push(keyOf(of));
    const found = known.properties?.[keyOf(of)];
    return found && { of: 0, present: 0, distinct: found.values?.length ?? 0, values: [], ...found };
  };
  const event = (name: string) => known.events?.[name];
  const data: ProjectData = {
    version: 'fake',
    users: known.users ?? 0,
    ...(known.latestEvent === undefined ? {} : { latestEvent: known.latestEvent }),
    moment: { now: Date.parse('2026-06-30T12:00:00Z') },
    event,
    property,
    findEvent: async (name) => event(name),
    findProperty: async (of) => property(of),
    settled: async () => undefined,
    busy: false,
    rows: (name) => event(name)?.rows ?? 0,
    undeclared: (of) => known.undeclared?.find(({ event, name }) => event === of.event && name === of.name),
  };
  return {
    asked,
    of: () => data,
    usage: () => known.usage ?? new Map(),
    hints: () => [],
    change: () => undefined,
    numbers: async () => ({ state: 'absent' }),
  };
}
