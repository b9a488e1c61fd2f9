/**
 * The ways in which a time can be given, as a person chooses between them: each is a key with a form of value.
 * Invariant: which keys there are and what they take is the server's to say; here they only get their words.
 */
import type { BuilderField, BuilderInput, BuilderKey, BuilderValue } from '../../../../server/src/protocol/index.ts';
import { readDuration } from '../words/duration.ts';
import { isPeriod } from '../words/time.ts';
import { isList } from '../words/values.ts';

type TimeInput = Extract<BuilderInput, { type: 'time' }>;
export type Form = 'duration' | 'period' | 'moment' | 'durations' | 'moments' | 'other';

export interface Mode {
  readonly id: string;
  readonly key: string;
  readonly form: Form;
  readonly title: string;
  readonly input?: TimeInput;
  /** Of a key that takes no time: what it begins with. */
  readonly blank?: BuilderValue;
}

const TITLES: Readonly<Record<string, string>> = {
  'within duration': 'In the last …',
  'within period': 'In a calendar period',
  'not_within duration': 'Not in the last …',
  'not_within period': 'Not in a calendar period',
  'between moments': 'Between two days',
  'between durations': 'Between … and … ago',
  'before duration': 'More than … ago',
  'before moment': 'Before a day',
  'after moment': 'From a day on',
  'on moment': 'On a day',
  'within_next duration': 'In the next …',
  'anniversary_within_next duration': 'Anniversary in the next …',
};

/** A field that gives a time, or two. */
export function isTimeInput(input: BuilderInput): boolean {
  return input.type === 'time' || (input.type === 'range' && input.of.type === 'time');
}

export function modesOf(field: BuilderField): readonly Mode[] {
  if (field.role === 'modifier')
    return modesOfKey({ ...field, blank: field.value }).map((mode) => ({ ...mode, title: field.title }));
  const keys: readonly Pick<BuilderKey, 'key' | 'title' | 'input' | 'blank'>[] = [
    { key: field.key, title: field.title, input: field.input, blank: field.value },
    ...field.alternatives.filter(({ key }) => key !== field.key),
  ];
  const order = Object.keys(TITLES);
  const rank = ({ id }: Mode) => (order.includes(id) ? order.indexOf(id) : order.length);
  return keys.flatMap(modesOfKey).sort((a, b) => rank(a) - rank(b));
}

function modesOfKey({ key, title, input, blank }: Pick<BuilderKey, 'key' | 'title' | 'input' | 'blank'>): Mode[] {
  const mode = (form: Form, of?: TimeInput): Mode => ({
    id: `${key} ${form}`,
    key,
    form,
    title: TITLES[`${key} ${form}`] ?? title,
    ...(of ? { input: of } : { blank }),
  });
  if (input.type === 'time') return forms(input, ['duration', 'period', 'moment']).map((form) => mode(form, input));
  if (input.type === 'range' && input.of.type === 'time') {
    const of = input.of;
    return forms(of, ['durations', undefined, 'moments']).map((form) => mode(form, of));
  }
  return [mode('other')];
}

function forms(input: TimeInput, names: readonly [Form, Form | undefined, Form]): Form[] {
  const [duration, period, moment] = names;
  return [
    ...(input.durations ? [duration] : []),
    ...(input.periods && period ? [period] : []),
    ...(input.dates || input.times ? [moment] : []),
  ];
}

/** The way in which the field's value is given now. */
export function modeOf(field: BuilderField, modes: readonly Mode[]): Mode | undefined {
  const { value } = field;
  const first = isList(value) ? value[0] : value;
  const form: Form = readDuration(first) ? 'duration' : isPeriod(first) ? 'period' : 'moment';
  const own = modes.filter(({ key }) => key === field.key);
  return own.find((mode) => mode.form === form || mode.form === `${form}s`) ?? own[0] ?? modes[0];
}
