import * as z from 'zod';
import { versionKey } from '../../language/index.ts';
import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import type { BreakdownAnswer, BreakdownRow, BreakdownShare } from '../../protocol/index.ts';
import type { Breakdown, NumberSpread, Portion } from '../../store/ports.ts';
import { type Bins, binsOf } from './bins.ts';
import { propertyChoices } from './property-choices.ts';
import { type Section, shareOf } from './section.ts';

const ROWS = 12;
const MOST_ROWS = 200;
const BINS = 20;
/** Numbers with at most so many different values are told one by one. */
const FEW = 12;

const GEO = 'A place is not a value to count by; a rule with “near” tells who is where.';

export const breakdown: Section<'breakdown'> = {
  title: 'Breakdown',
  summary: 'members by the values of a property, against all users',
  options: z.strictObject({
    property: z.optional(z.string()),
    rows: z.optional(z.number().int().min(1).max(MOST_ROWS)),
    reveal: z.optional(z.boolean()),
  }),
  argument: { name: 'PROPERTY', read: (property) => ({ property }) },
  async answer({ snapshot, store, prepared, call }, options) {
    const { schema } = snapshot;
    const property = options.property === undefined ? suitable(schema) : schema.users.get(options.property);
    if (!property) {
      return {
        unavailable:
          options.property === undefined
            ? 'The schema declares no property of users to break down by.'
            : `The schema declares no property “${options.property}” of users.`,
      };
    }
    if (property.type === 'geo') return { unavailable: GEO };
    const { plan, lists } = prepared;
    const { name, type } = property;
    const hidden = property.pii && options.reveal !== true;
    const isMeasured = !hidden && (type === 'number' || type === 'date' || type === 'datetime');
    const spread = isMeasured ? await store.numberSpread({ name, type }, FEW, call) : undefined;
    const bins = spread && binned(spread, property, options.rows ?? BINS, schema.timezone);
    const limit = hidden ? 0 : bins ? 0 : spread ? FEW : (options.rows ?? ROWS);
    const query = { plan, lists, property: { name, type }, limit, ...(bins ? { edges: bins.edges } : {}) };
    const counted = await store.breakdown(query, call);
    const { whole, missing, other } = counted;
    const answer: BreakdownAnswer = {
      property: name,
      type,
      ...(property.unit === undefined ? {} : { unit: property.unit }),
      users: whole.users,
      base: whole.base,
      kind: bins ? 'bins' : 'values',
      rows: bins ? binRows(bins, counted) : valueRows(property, counted),
      ...(other.values > 0 && !hidden ? { other: { values: other.values, ...shares(other, whole) } } : {}),
      missing: shares(missing, whole),
      list: type === 'list<string>' || type === 'list<number>',
      hidden,
      properties: propertyChoices(schema, (each) => (each.type === 'geo' ? GEO : undefined)),
    };
    return answer;
  },
};

/** The first one that tells groups apart: of a few values if there is such. */
function suitable({ users, samples }: ProjectSchema): Property | undefined {
  const open = [...users.values()].filter((p) => !p.pii && !p.sensitive && p.type !== 'geo');
  const texts = open.filter(({ type }) => type === 'string' || type === 'boolean');
  return (
    texts.find(({ values, type }) => values !== undefined || type === 'boolean') ??
    texts.find(({ name }) => samples.columns.includes(name)) ??
    texts[0] ??
    open[0] ??
    users.values().next().value
  );
}

/** Undefined when there are so few values that each has its own row. */
function binned(spread: NumberSpread, { type }: Property, bins: number, timezone: string): Bins | undefined {
  if (spread.distinct <= Math.min(FEW, bins)) return undefined;
  return binsOf(spread, type === 'number' ? 'number' : 'time', bins, timezone);
}

const binRows = ({ bins }: Bins, counted: Breakdown): readonly BreakdownRow[] =>
  bins.map((bin, i) => ({ ...bin, ...shares(counted.bins[i] ?? { users: 0, base: 0 }, counted.whole) }));

function valueRows(property: Property, { values, whole }: Breakdown): readonly BreakdownRow[] {
  const rank = rankOf(property);
  const sorted = rank ? [...values].sort((one, other) => rank(one.value, other.value)) : values;
  return sorted.map(({ value, ...portion }) => {
    const meaning = property.labels.get(String(value));
    return {
      label: meaning === undefined ? shownValue(value) : `${value} (${meaning})`,
      value,
      ...shares(portion, whole),
    };
  });
}

/** What could not be seen is put into words or quotes. */
function shownValue(value: string | number | boolean): string {
  if (value === '') return '(empty text)';
  return typeof value === 'string' && value.trim() === '' ? `“${value}”` : String(value);
}

type Ranked = string | number | boolean;

/** How values are ordered, where they have an order. */
function rankOf({ type, ordered, values }: Property): ((one: Ranked, other: Ranked) => number) | undefined {
  if (type === 'number') return (one, other) => Number(one) - Number(other);
  if (type === 'date' || type === 'datetime') return compareText;
  if (type === 'version')
    return (one, other) => compareText(versionKey(String(one)) ?? '', versionKey(String(other)) ?? '');
  if (!ordered || !values) return undefined;
  const positions = new Map<Ranked, number>(values.map((value, i) => [value as Ranked, i]));
  const at = (value: Ranked) => positions.get(value) ?? values.length;
  return (one, other) => at(one) - at(other);
}

const compareText = (one: Ranked, other: Ranked): number => (one < other ? -1 : one > other ? 1 : 0);

function shares({ users, base }: Portion, whole: Portion): BreakdownShare {
  const share = shareOf(users, whole.users);
  const baseShare = shareOf(base, whole.base);
  const lift = whole.users === 0 || baseShare === 0 ? null : share / baseShare;
  return { users, base, share, baseShare, lift };
}
