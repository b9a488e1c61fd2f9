import { suggest } from '../language/index.ts';
import type { Condition, Filter, PropertyUse, Rule } from '../language/model.ts';
import type { ProjectSchema, Property } from '../language/schema/model.ts';
import type { CallOptions, SegmentStore } from '../store/ports.ts';

interface Data extends CallOptions {
  readonly schema: ProjectSchema;
  readonly store: SegmentStore;
  readonly asOf: number;
}

/** A property with what a rule asks of it. */
interface Asked {
  readonly property: Property;
  readonly values: readonly (string | number | boolean)[];
}

/** So many of a property's most frequent values are looked through. */
const LOOKED_AT = 500;
const SHOWN = 5;

/**
 * What the data holds near to what a rule asks for, when nobody satisfies it: other spellings, the nearest numbers, the
 * span of the data. Personal values are never among them.
 */
export async function nearestValues(
  { rule, alone }: { readonly rule: Rule; readonly alone: number },
  data: Data,
): Promise<readonly string[]> {
  // Somebody holds the rule: it is the combination that nobody holds, and no value would help.
  if (alone > 0) return [];
  const found: string[] = [];
  for (const asked of askedIn(rule)) {
    if (asked.property.pii) continue;
    const { name, type, event } = asked.property;
    const profiled = { name, type, ...(event === undefined ? {} : { event }) };
    const { values } = await data.store.propertyProfile(profiled, LOOKED_AT, data);
    const near = nearest(asked.values, values);
    if (near.length > 0) found.push(`${name}: ${near.map((v) => label(asked.property, v)).join(', ')}`);
  }
  return [...found, ...spanHint(rule, data)].slice(0, SHOWN * 2);
}

type Plain = string | number | boolean;

function nearest(asked: readonly Plain[], seen: readonly { readonly value: Plain; readonly count: number }[]): Plain[] {
  const numbers = asked.filter((v) => typeof v === 'number');
  if (numbers.length > 0) {
    const far = (v: Plain) => Math.min(...numbers.map((n) => Math.abs(Number(v) - n)));
    return seen
      .map(({ value }) => value)
      .sort((a, b) => far(a) - far(b))
      .slice(0, SHOWN);
  }
  const texts = new Map(seen.map(({ value }) => [String(value), value]));
  const similar = asked.flatMap((v) =>
    suggest(
      String(v),
      [...texts.keys()].map((name) => ({ name })),
      SHOWN,
    ),
  );
  const frequent = seen.map(({ value }) => String(value));
  const wanted = new Set(asked.map(String));
  return [...new Set([...similar, ...frequent])]
    .filter((v) => !wanted.has(v))
    .slice(0, SHOWN)
    .map((v) => texts.get(v) ?? v);
}

const label = (property: Property, value: Plain): string => {
  const meaning = property.labels.get(String(value));
  return meaning === undefined ? String(value) : `${value} (${meaning})`;
};

/** Every value that a rule compares a property with. */
function askedIn(rule: Rule): readonly Asked[] {
  switch (rule.kind) {
    case 'user':
      return asked(rule.property, rule.conditions);
    case 'did':
      return [...rule.where, ...rule.having].flatMap(askedInFilter);
    case 'sequence':
      return rule.steps.filter((step) => step.did).flatMap((step) => step.where.flatMap(askedInFilter));
    case 'all':
    case 'any':
      return rule.of.flatMap(askedIn);
    default:
      return [];
  }
}

const askedInFilter = (filter: Filter): readonly Asked[] =>
  filter.kind === 'property'
    ? asked(filter.property, filter.conditions)
    : filter.kind === 'none'
      ? []
      : filter.of.flatMap(askedInFilter);

function asked(use: PropertyUse, conditions: readonly Condition[]): readonly Asked[] {
  const { property } = use;
  if (!property) return [];
  const values = conditions.flatMap(({ operator, operand }): readonly Plain[] => {
    if (operator === 'exists') return [];
    if (operand.kind === 'value') return [operand.value];
    if (operand.kind === 'values') return operand.values;
    return operand.kind === 'range' ? [operand.low, operand.high] : [];
  });
  return values.length > 0 ? [{ property, values }] : [];
}

/** The commonest reason of all: the data ends before the time that is asked about. */
function spanHint(rule: Rule, { store, asOf, schema }: Data): readonly string[] {
  const speaksOfEvents = (r: Rule): boolean =>
    r.kind === 'did' || r.kind === 'sequence' || ((r.kind === 'all' || r.kind === 'any') && r.of.some(speaksOfEvents));
  const { latestEvent, firstEvent } = store.info;
  if (!speaksOfEvents(rule) || latestEvent === undefined || firstEvent === undefined) return [];
  const day = (at: number) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: schema.timezone, dateStyle: 'short' }).format(at);
  return latestEvent < asOf || firstEvent > asOf
    ? [`events in the data: ${day(firstEvent)} to ${day(latestEvent)}`]
    : [];
}
