/** How a value is given, by what the language expects at its place. */

import { propertyOf } from '../../features/place/properties.ts';
import type { Expect, Shape } from '../../features/place/shape.ts';
import { isOperator, operators } from '../../language/index.ts';
import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import type { SyntaxNode } from '../../language/syntax/tree.ts';
import type { BuilderChoice, BuilderInput, Many } from '../../protocol/index.ts';

type TimeInput = Extract<BuilderInput, { readonly type: 'time' }>;

const NO_TIME: TimeInput = {
  type: 'time',
  durations: false,
  periods: false,
  dates: false,
  times: false,
  short: true,
  ahead: false,
};

/** The input of a key with a place's shape. `unit` is that of the measured property. */
export function inputOf(shape: Shape, key: string, schema: ProjectSchema, unit?: string): BuilderInput {
  switch (shape.of) {
    case 'rules':
    case 'filters':
    case 'steps':
      return { type: 'cards' };
    case 'at':
    case 'bounds':
    case 'measure':
    case 'regularly':
    case 'near':
      return { type: 'map' };
    case 'value':
      return valueInput(shape.expect, shape.many, key, schema, unit);
    default:
      return { type: 'raw', reason: 'The language does not know this key here.' };
  }
}

function valueInput(expect: Expect, many: Many, key: string, schema: ProjectSchema, unit?: string): BuilderInput {
  switch (expect.kind) {
    case 'event':
    case 'segment':
    case 'channel':
    case 'list-file':
    case 'property':
      return { type: expect.kind, many };
    case 'duration':
      return { ...NO_TIME, durations: true };
    case 'time': {
      const { durations, dates, periods } = expect;
      const time: TimeInput = { ...NO_TIME, durations, dates, periods, times: dates };
      return many === 'yes' ? { type: 'range', of: time } : time;
    }
    case 'weekday':
      return { type: 'choice', many, choices: WEEKDAYS };
    case 'choice':
      // Distances are examples; a flag that is left out is false.
      if (key === 'radius') return { type: 'text', many, suggests: true };
      if (expect.choices.includes(true)) return { type: 'choice', many, choices: FLAGS };
      return { type: 'choice', many, choices: expect.choices.map(plainChoice) };
    case 'number':
      return numberInput(key, many, unit);
    case 'operand':
      return operandInput(expect, schema);
    case 'text':
    case 'timezone':
      return { type: 'text', many, suggests: key === 'tags' || key === 'owner' };
  }
}

const WEEKDAYS: readonly BuilderChoice[] = [
  { value: 'mon', label: 'Monday' },
  { value: 'tue', label: 'Tuesday' },
  { value: 'wed', label: 'Wednesday' },
  { value: 'thu', label: 'Thursday' },
  { value: 'fri', label: 'Friday' },
  { value: 'sat', label: 'Saturday' },
  { value: 'sun', label: 'Sunday' },
];

const FLAGS: readonly BuilderChoice[] = [
  { value: true, label: 'true' },
  { value: false, label: 'false' },
];

const plainChoice = (value: string | number | boolean): BuilderChoice => ({
  value,
  label: String(value).replaceAll('_', ' '),
});

const LIMITS: Readonly<Record<string, { readonly min?: number; readonly max?: number }>> = {
  hours: { min: 0, max: 24 },
  monthdays: { min: 1, max: 31 },
  sample: { min: 0, max: 100 },
  periods: { min: 1 },
  lat: { min: -90, max: 90 },
  lon: { min: -180, max: 180 },
};

function numberInput(key: string, many: Many, unit: string | undefined): BuilderInput {
  const own = key === 'sample' ? '%' : unit;
  const one: BuilderInput = { type: 'number', many: 'no', ...(own ? { unit: own } : {}), ...LIMITS[key] };
  if (key === 'hours' || key === 'between') return { type: 'range', of: one };
  return { ...one, many };
}

function operandInput(expect: Extract<Expect, { readonly kind: 'operand' }>, schema: ProjectSchema): BuilderInput {
  const property = propertyOf(schema, expect.owner, expect.property);
  if (!isOperator(expect.operator)) return { type: 'raw', reason: 'This is no operator.' };
  const { form, id } = operators[expect.operator];
  const isTime = property?.type === 'date' || property?.type === 'datetime';
  const short = property?.type !== 'date';
  switch (form) {
    case 'value':
    case 'values':
      if (property?.type === 'boolean') return { type: 'choice', many: 'no', choices: FLAGS };
      return propertyValue(property, form === 'values' ? 'yes' : 'no');
    case 'flag':
      return { type: 'choice', many: 'no', choices: FLAGS };
    case 'text':
      return { type: 'text', many: 'no', suggests: false };
    case 'pattern':
      return { type: 'pattern' };
    case 'range':
      return {
        type: 'range',
        of: isTime ? { ...NO_TIME, durations: true, dates: true, times: true, short } : propertyValue(property, 'no'),
      };
    case 'day':
      return { ...NO_TIME, dates: true };
    case 'past':
      return { ...NO_TIME, durations: true, periods: true, short };
    case 'ago-or-moment':
      return { ...NO_TIME, durations: true, dates: true, times: true, short };
    case 'moment':
      return { ...NO_TIME, dates: true, times: true };
    case 'duration':
      // An anniversary is a day, so it is so many days away.
      return { ...NO_TIME, durations: true, ahead: true, short: short && id === 'within_next' };
    case 'place':
      return { type: 'map' };
  }
}

function propertyValue(property: Property | undefined, many: Many): BuilderInput {
  const closed = property?.values;
  return {
    type: 'value',
    many,
    of: property?.type ?? 'string',
    ...(property?.unit === undefined ? {} : { unit: property.unit }),
    ...(closed === undefined ? {} : { choices: closed.flatMap((value) => choiceOf(value, property)) }),
    ordered: property?.ordered === true,
    personal: property?.pii === true || property?.sensitive === true,
  };
}

function choiceOf(value: string | number | boolean | null, property: Property | undefined): readonly BuilderChoice[] {
  return value === null ? [] : [{ value, label: property?.labels.get(String(value)) ?? String(value) }];
}

/** Why what stands there is not what the input gives; undefined when it is. */
export function misfit(input: BuilderInput, node: SyntaxNode | undefined): string | undefined {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return undefined;
  switch (input.type) {
    case 'raw':
      return input.reason;
    case 'map':
      return node.kind === 'map' ? undefined : 'Keys are expected here.';
    case 'cards':
      return node.kind === 'list' ? undefined : 'A list is expected here.';
    case 'range':
      return node.kind === 'list' && node.items.length === 2 && node.items.every(isScalar)
        ? undefined
        : 'A list of two is expected here.';
    case 'number':
      return listOf(node, input.many, (each) => typeof each.value === 'number', 'A number');
    case 'pattern':
    case 'time':
      return node.kind === 'scalar' ? undefined : 'One value is expected here.';
    default:
      return listOf(node, input.many, () => true, 'One value');
  }
}

type ScalarNode = Extract<SyntaxNode, { readonly kind: 'scalar' }>;

function listOf(node: SyntaxNode, many: Many, fits: (each: ScalarNode) => boolean, what: string): string | undefined {
  if (node.kind === 'scalar' && many !== 'yes') return fits(node) ? undefined : `${what} is expected here.`;
  if (node.kind === 'list' && many !== 'no' && node.items.every((each) => isScalar(each) && fits(each)))
    return undefined;
  return many === 'no' ? `${what} is expected here.` : 'A list of values is expected here.';
}

const isScalar = (node: SyntaxNode): node is ScalarNode => node.kind === 'scalar';
