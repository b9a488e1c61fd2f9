import { quoteKey, quoteScalar } from '../../../language/format/index.ts';
import type { ProjectGuess } from './project-guess.ts';
import type { PropertyGuess } from './property-guess.ts';
import { guessChannels, guessRoles, guessSampleColumns } from './suggestions.ts';

const DAY = 86_400_000;

const flowText = (text: string): string => quoteScalar(text, 'flow');
const blockText = (text: string): string => quoteScalar(text, 'block');
const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}`;

/** A guess as a commented schema file. `now` decides whether the data is too old for “in the last 30 days”. */
export function schemaText(guess: ProjectGuess, options: { readonly project: string; readonly now: number }): string {
  return [
    ...head(guess, options),
    ...userLines(guess),
    ...eventLines(guess),
    ...channelLines(guess),
    ...roleLines(guess),
    '# Business words, for the agent. For example:',
    '# glossary:',
    '#   active: {means: [{did: …, within: 30d}], aliases: [engaged]}',
    ...sampleLines(guess),
    ...dataLines(guess),
    '',
  ].join('\n');
}

function head(guess: ProjectGuess, { project, now }: { readonly project: string; readonly now: number }): string[] {
  const sources = [...guess.userSources, ...guess.eventSources];
  const { latestEvent } = guess;
  const old = latestEvent !== undefined && now - latestEvent > 30 * DAY;
  const until = latestEvent === undefined ? '' : new Date(latestEvent).toISOString().slice(0, 10);
  return [
    `# Inferred from ${sources.map(({ group, rows, complete }) => `${group.path} (${complete ? '' : 'the first '}${count(rows, 'rows')})`).join(', ')}.`,
    '# Look it through: add a description and aliases where a name does not say enough, and correct what is guessed wrong.',
    ...(guess.complete
      ? []
      : ['# Only the first rows of large files were looked at: closed sets of values may lack rare ones.']),
    'version: 1',
    `project: ${blockText(project)}`,
    'timezone: UTC # IANA name of the zone of your days, like Europe/Berlin',
    ...(old
      ? [`as_of: latest_event # the data ends on ${until}; with fresh data: now`]
      : ['as_of: now # or latest_event, or an instant']),
  ];
}

function userLines({ users }: ProjectGuess): string[] {
  if (users.length === 0) return ['users: {}'];
  return ['users:', '  properties:', ...users.flatMap((property) => propertyLines(property, '    '))];
}

/** Remarks stand on a line of their own, where formatting leaves them. */
function propertyLines(property: PropertyGuess, indent: string): string[] {
  const { name, type, values, examples, pii, sensitive, comment } = property;
  const list = (texts: readonly string[]): string => `[${texts.map(flowText).join(', ')}]`;
  const parts = [
    `type: ${type}`,
    ...(values === undefined ? [] : [`values: ${list(values)}`]),
    ...(examples === undefined ? [] : [`examples: ${list(examples)}`]),
    ...(pii ? ['pii: true'] : []),
    ...(sensitive ? ['sensitive: true'] : []),
  ];
  return [
    ...(comment === undefined ? [] : [`${indent}# ${comment}`]),
    `${indent}${quoteKey(name)}: {${parts.join(', ')}}`,
  ];
}

function eventLines({ events, complete }: ProjectGuess): string[] {
  if (events.length === 0) return ['events: {}'];
  const what = complete ? 'events' : 'events among the first rows';
  return [
    'events:',
    ...events.flatMap(({ name, rows, properties }) => [
      `  # ${count(rows, what)}`,
      ...(properties.length === 0
        ? [`  ${quoteKey(name)}: {}`]
        : [
            `  ${quoteKey(name)}:`,
            '    properties:',
            ...properties.flatMap((property) => propertyLines(property, '      ')),
          ]),
    ]),
  ];
}

function channelLines({ users }: ProjectGuess): string[] {
  const channels = guessChannels(users);
  if (channels.length === 0) {
    return [
      '# Channels: a user is reachable on one when all its rules hold. For example:',
      '# channels:',
      '#   email:',
      '#     label: Email',
      '#     reachable:',
      '#       - {user: email, exists: true, because: no email address}',
    ];
  }
  return [
    '# A user is reachable on a channel when all its rules hold; the first that fails says why not.',
    'channels:',
    ...channels.flatMap(({ id, label, rules }) => [
      `  ${id}:`,
      `    label: ${label}`,
      '    reachable:',
      ...rules.map(
        ({ property, test, because }) => `      - {user: ${flowText(property)}, ${test}: true, because: ${because}}`,
      ),
    ]),
  ];
}

function roleLines(guess: ProjectGuess): string[] {
  const { activity, purchase, signup, birthday } = guessRoles(guess);
  const known = [
    ...(activity === undefined ? [] : [`  activity: ${blockText(activity)}`]),
    ...(purchase === undefined
      ? []
      : [
          purchase.value === undefined
            ? `  purchase: ${blockText(purchase.event)}`
            : `  purchase: {event: ${flowText(purchase.event)}, value: ${flowText(purchase.value)}}`,
        ]),
    ...(signup === undefined ? [] : [`  signup: ${blockText(signup)}`]),
    ...(birthday === undefined ? [] : [`  birthday: ${blockText(birthday)}`]),
  ];
  const open = ['activity', 'purchase', 'signup', 'birthday'].filter(
    (role) => !known.some((line) => line.trim().startsWith(`${role}:`)),
  );
  const rest = open.length === 0 ? '' : `; not guessed: ${open.join(', ')}`;
  return known.length > 0
    ? [`# What the agent should know about events and users${rest}.`, 'roles:', ...known]
    : [
        '# What the agent should know: which event is activity, which a purchase.',
        '# roles: {activity: …, purchase: {event: …, value: …}}',
      ];
}

function sampleLines({ users }: ProjectGuess): string[] {
  const columns = guessSampleColumns(users);
  return columns.length === 0
    ? []
    : ['# What sample users show.', 'samples:', `  columns: [${columns.map(flowText).join(', ')}]`];
}

function dataLines(guess: ProjectGuess): string[] {
  const { userSources, eventSources, leftOut, badRows } = guess;
  const users = userSources.map(({ group, id }) => `{path: ${flowText(group.path)}, id: ${flowText(id)}}`);
  const events = eventSources.map(({ group, user, name, event, time }) => {
    const what = event === undefined ? `name: ${flowText(name!)}` : `event: ${flowText(event)}`;
    return `{path: ${flowText(group.path)}, user: ${flowText(user)}, ${what}, time: ${flowText(time)}}`;
  });
  return [
    'data:',
    ...(users.length === 0
      ? []
      : users.length === 1
        ? [`  users: ${users[0]}`]
        : ['  users:', ...users.map((source) => `    - ${source}`)]),
    ...(events.length === 0 ? [] : ['  events:', ...events.map((source) => `    - ${source}`)]),
    ...leftOut.map(({ path, reason }) => `  # ${path.replace(/\s+/g, ' ')} is left out: ${reason}.`),
    ...(badRows
      ? ['  # Some rows lack an id, a name or a time; `fail` stops at the first.', '  on_bad_row: skip']
      : []),
  ];
}
