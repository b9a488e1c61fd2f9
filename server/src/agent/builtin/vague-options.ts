/**
 * What a word without a definition could mean in this project: options made from the schema's roles and properties.
 * Invariant: never from users' data, and each option that stands for rules checks clean against the schema.
 */
import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import type { VagueSort } from './marks.ts';
import type { Option } from './reader.ts';
import type { PlainRule } from './rules.ts';

export const LEAVE_OUT: Option = { text: 'leave it out', reading: { as: 'nothing' } };

const rules = (text: string, ...list: readonly PlainRule[]): Option => ({
  text,
  reading: { as: 'rules', rules: list },
});
const words = (text: string): Option => ({ text, reading: { as: 'words', words: text } });

/** `adverb`: the word says how another thing is done (“bought often”), so its options stand in the sentence. */
export function vagueOptions(
  schema: ProjectSchema,
  sort: VagueSort,
  about: string,
  adverb: boolean,
): readonly Option[] {
  const options = adverb && (sort === 'often' || sort === 'recent') ? ADVERBS[sort] : OPTIONS[sort](schema, about);
  return [...options, LEAVE_OUT];
}

const ADVERBS: Readonly<Record<'often' | 'recent', readonly Option[]>> = {
  often: [
    words('at least 3 times in the last 30 days'),
    words('at least 5 times in the last 30 days'),
    words('at least 10 times in the last 90 days'),
  ],
  recent: [words('in the last 7 days'), words('in the last 30 days'), words('in the last 90 days')],
};

const OPTIONS: Readonly<Record<VagueSort, (schema: ProjectSchema, about: string) => readonly Option[]>> = {
  money: (schema, about) => spending(schema, /\blow\b/.test(about)),
  worth: (schema, about) =>
    /\b(bad|worst|cold)\b/.test(about)
      ? absence(schema)
      : [
          ...spending(schema, false).slice(1, 2),
          ...frequency(schema, 'purchase').slice(0, 1),
          ...frequency(schema, 'activity').slice(1, 2),
        ],
  often: (schema, about) =>
    /\b(rarely|seldom|infrequent|occasional|occasionally|casual|light|disengaged|unengaged|few)\b/.test(about)
      ? seldom(schema)
      : frequency(schema, 'activity'),
  recent: newcomers,
  away: absence,
  age: ages,
  forecast: absence,
  opinion: () => [],
};

function spending({ roles, events }: ProjectSchema, low: boolean): readonly Option[] {
  const { purchase } = roles;
  if (!purchase?.value) return [];
  const unit = events.get(purchase.event)?.properties.get(purchase.value)?.unit;
  const of = purchase.value;
  return (
    [
      [100, '90d', 'the last 90 days'],
      [500, '90d', 'the last 90 days'],
      [1000, '1y', 'the last year'],
    ] as const
  ).map(([amount, within, when]) => {
    const money = `${amount}${unit ? ` ${unit}` : ''}`;
    return rules(`${low ? 'less than' : 'at least'} ${money} in ${when}`, {
      did: purchase.event,
      within,
      sum: { of, [low ? 'lt' : 'gte']: amount },
    });
  });
}

function roleEvent({ roles }: ProjectSchema, role: 'activity' | 'purchase'): string | undefined {
  return role === 'purchase' ? (roles.purchase?.event ?? roles.activity) : (roles.activity ?? roles.purchase?.event);
}

function frequency(schema: ProjectSchema, role: 'activity' | 'purchase'): readonly Option[] {
  const event = roleEvent(schema, role);
  if (event === undefined) return [];
  return (
    [
      [3, '30d', 30],
      [5, '30d', 30],
      [10, '90d', 90],
    ] as const
  ).map(([times, within, days]) =>
    rules(`${event} at least ${times} times in the last ${days} days`, { did: event, within, count: { gte: times } }),
  );
}

function seldom(schema: ProjectSchema): readonly Option[] {
  const event = roleEvent(schema, 'activity');
  if (event === undefined) return [];
  return ([1, 2, 3] as const).map((times) =>
    rules(`${event} at most ${times === 1 ? 'once' : `${times} times`} in the last 30 days`, {
      did: event,
      within: '30d',
      count: { lte: times },
    }),
  );
}

function absence(schema: ProjectSchema): readonly Option[] {
  const event = roleEvent(schema, 'activity');
  if (event === undefined) return [];
  return ([30, 60, 90] as const).map((days) =>
    rules(`no ${event} in the last ${days} days`, { did_not: event, within: `${days}d` }),
  );
}

function newcomers(schema: ProjectSchema): readonly Option[] {
  const { signup, activity } = schema.roles;
  return ([7, 30, 90] as const).flatMap((days) => {
    const within = `${days}d`;
    if (signup) return [rules(`${signup} in the last ${days} days`, { user: signup, within })];
    return activity
      ? [rules(`first ${activity} in the last ${days} days`, { did: activity, within, occurrence: 'first' })]
      : [];
  });
}

/** By a number of years, else by the brackets that the schema has, a third of them each. */
function ages({ users }: ProjectSchema): readonly Option[] {
  const named = [...users.values()].filter(({ name }) => /(^|[_\W])age($|[_\W])/i.test(name));
  const years = named.find(({ type }) => type === 'number');
  if (years)
    return [
      rules('under 25', { user: years.name, lt: 25 }),
      rules('25 to 44', { user: years.name, between: [25, 44] }),
      rules('45 and over', { user: years.name, gte: 45 }),
    ];
  const brackets = named.find(({ ordered, values }) => ordered && (values?.length ?? 0) > 1);
  return brackets ? thirds(brackets) : [];
}

function thirds({ name, values = [] }: Property): readonly Option[] {
  const size = Math.ceil(values.length / 3);
  return [0, 1, 2].flatMap((i) => {
    const part = values.slice(i * size, (i + 1) * size);
    if (part.length === 0) return [];
    const rule = part.length === 1 ? { user: name, is: part[0] } : { user: name, in: part };
    return [rules(part.length === 1 ? String(part[0]) : `${part[0]} to ${part.at(-1)}`, rule)];
  });
}

/** What an item of the schema would mean as a rule, when it alone says enough. */
export function nearOption({ users, events, glossary }: ProjectSchema, name: string): Option {
  const event = events.get(name);
  if (event) return rules(name, { did: event.replacedBy ?? name });
  const property = users.get(name);
  if (property)
    return rules(name, property.type === 'boolean' ? { user: name, is: true } : { user: name, exists: true });
  const source = glossary.get(name)?.source;
  return Array.isArray(source) && source.length > 0 ? rules(name, ...(source as PlainRule[])) : { text: name };
}
