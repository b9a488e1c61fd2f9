import { quoteScalar } from '../../language/index.ts';
import type { EventType, ProjectSchema, Property } from '../../language/schema/model.ts';
import { counted } from '../count-words.ts';
import type { FeatureDocument } from '../feature.ts';
import type { Candidate } from './candidate.ts';
import { byMost, eventUse, propertyUse, type Ranking, usedWindows } from './ranking.ts';
import { snippetText } from './snippet.ts';

/** So many events and so many properties are offered as whole rules. */
const MOST = 8;

/** Whole rules for the letters that a rule begins with: `purch` may mean `did: Charged`, within the usual time. */
export function wholeRules(typed: string, { snapshot }: FeatureDocument, ranking: Ranking): readonly Candidate[] {
  const words = typed.trim().toLowerCase();
  if (words.length < 2) return [];
  const { schema } = snapshot;
  const within = usedWindows(ranking).find((text) => /^\d+(d|w|mo)$/.test(text)) ?? '30d';
  const events = byMost(
    [...schema.events.values()].filter((event) => !event.deprecated && beginsWord(event, words)),
    ({ name }) => eventUse(ranking, name),
    ({ name }) => ranking.data?.rows(name) ?? 0,
  ).slice(0, MOST);
  const properties = byMost(
    [...schema.users.values()].filter((property) => !property.deprecated && beginsWord(property, words)),
    (property) => propertyUse(ranking, property),
  ).slice(0, MOST);
  return [...events.flatMap((event) => eventRules(event, within, schema, ranking)), ...properties.map(propertyRule)];
}

function beginsWord({ name, aliases }: { readonly name: string; readonly aliases: readonly string[] }, typed: string) {
  return [name, ...aliases].some((text) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some((word, i, all) => word.startsWith(typed) || all.slice(i).join(' ').startsWith(typed)),
  );
}

function eventRules(event: EventType, within: string, schema: ProjectSchema, { data }: Ranking): readonly Candidate[] {
  const { name, aliases } = event;
  const text = snippetText(quoteScalar(name));
  const window = `within: \${1:${within}}`;
  const rows = data?.rows(name);
  const rule = (label: string, snippet: string): Candidate => ({
    label,
    kind: 'rule',
    insert: { as: 'entry', key: snippet.slice(0, snippet.indexOf(':')), snippet },
    aliases: [name, ...aliases],
    ...(rows === undefined ? {} : { count: counted(rows, 'event') }),
  });
  const { purchase } = schema.roles;
  const value = purchase?.event === name ? purchase.value : undefined;
  return [
    rule(`did: ${name} within ${within}`, `did: ${text}\n${window}`),
    rule(`did: ${name} at least 3 times within ${within}`, `did: ${text}\n${window}\ncount: {gte: \${2:3}}`),
    ...(value === undefined
      ? []
      : [
          rule(
            `did: ${name} for at least 100 within ${within}`,
            `did: ${text}\n${window}\nsum: {of: ${snippetText(quoteScalar(value, 'flow'))}, gte: \${2:100}}`,
          ),
        ]),
    rule(`did_not: ${name} within ${within}`, `did_not: ${text}\n${window}`),
  ];
}

/** A property with the operator that its type is asked with most. */
function propertyRule(property: Property): Candidate {
  const { name, aliases, type } = property;
  const text = snippetText(quoteScalar(name));
  return {
    label: `user: ${name} ${OPERATORS[type].label}`,
    kind: 'rule',
    insert: { as: 'entry', key: 'user', snippet: `user: ${text}\n${OPERATORS[type].snippet}` },
    aliases: [name, ...aliases],
    opens: true,
  };
}

const OPERATORS: Readonly<Record<Property['type'], { readonly label: string; readonly snippet: string }>> = {
  string: { label: 'is …', snippet: 'is: ${1}' },
  number: { label: 'at least …', snippet: 'gte: ${1}' },
  version: { label: 'at least …', snippet: 'gte: ${1}' },
  boolean: { label: 'is true', snippet: 'is: ${1|true,false|}' },
  datetime: { label: 'within …', snippet: 'within: ${1:30d}' },
  date: { label: 'within …', snippet: 'within: ${1:30d}' },
  'list<string>': { label: 'includes …', snippet: 'includes: ${1}' },
  'list<number>': { label: 'includes …', snippet: 'includes: ${1}' },
  geo: { label: 'near …', snippet: 'near: {lat: ${1}, lon: ${2}, radius: ${3:5km}}' },
};
