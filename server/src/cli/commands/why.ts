import { Argument } from 'commander';
import { type RuleReason, type Why, whyUser } from '../../insights/index.ts';
import type { EventRow, Value } from '../../store/index.ts';
import type { CliCommand } from '../command.ts';
import { evaluated, formatOption, withSegment } from '../evaluate.ts';
import { CliError, type Io } from '../io.ts';
import { reportUnprepared } from '../store.ts';

export const why: CliCommand = {
  name: 'why',
  summary: 'say rule by rule why a user is or is not in a segment',
  define: (definition) =>
    evaluated(definition).addArgument(new Argument('<user>', 'a user’s id')).addOption(formatOption('text', 'json')),
  async run(call) {
    const { io, options } = call;
    const user = String(call.args[1]);
    return withSegment(call, async ({ store, asOf, ...session }) => {
      const result = await whyUser(session.snapshot, store, session.uri, user, { signal: io.signal, ...asOf });
      if (result.state === 'no-user') {
        throw new CliError(`There is no user “${user}” in the data as of ${new Date(result.asOf).toISOString()}.`);
      }
      if (result.state !== 'ready') return reportUnprepared(result, session, io);
      const name = session.snapshot.reading(session.uri)?.id ?? '';
      await io.out(
        options['format'] === 'json'
          ? `${JSON.stringify(whyJson(result, name), null, 2)}\n`
          : whyText(result, name, session.snapshot.schema.timezone, io.color),
      );
      return 0;
    });
  },
};

function whyText(result: Why, segment: string, timezone: string, color: Io['color']): string {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' });
  const lines = (reasons: readonly RuleReason[], indent: string): string[] =>
    reasons.flatMap((reason) => [
      `${indent}${reason.holds ? color.green('✓') : color.red('✗')} ${reason.sentence}`,
      ...Object.entries(reason.properties).map(([name, value]) => color.dim(`${indent}    ${name}: ${shown(value)}`)),
      ...reason.events.flatMap(({ total, newest }) => [
        color.dim(
          `${indent}    ${total === 0 ? 'no such event' : `${total} such event${total === 1 ? '' : 's'}${total > newest.length ? ', the newest' : ''}`}`,
        ),
        ...newest.map((event) => color.dim(`${indent}      ${clock.format(event.at)}  ${eventText(event)}`)),
      ]),
      ...lines(reason.of, `${indent}  `),
    ]);
  const verdict = result.member ? color.green('is in') : color.red('is not in');
  return `${[`${result.user} ${verdict} ${segment}`, ...lines(result.rules, '  ')].join('\n')}\n`;
}

const eventText = ({ event, properties }: EventRow): string =>
  [
    event,
    ...Object.entries(properties)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name}=${shown(value)}`),
  ].join('  ');

const shown = (value: Value): string =>
  value === null ? 'missing' : typeof value === 'object' ? JSON.stringify(value) : String(value);

function whyJson(result: Why, segment: string): object {
  const reasons = (list: readonly RuleReason[]): object[] =>
    list.map(({ sentence, holds, properties, events, of }) => ({
      rule: sentence,
      holds,
      properties,
      events: events.map(({ total, newest }) => ({
        total,
        newest: newest.map(({ event, at, properties: own }) => ({
          event,
          at: new Date(at).toISOString(),
          properties: own,
        })),
      })),
      of: reasons(of),
    }));
  return {
    segment,
    user: result.user,
    as_of: new Date(result.asOf).toISOString(),
    member: result.member,
    rules: reasons(result.rules),
  };
}
