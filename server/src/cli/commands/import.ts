import { storeBlockers } from '../../project/index.ts';
import type { ImportReport, StoreInfo } from '../../store/index.ts';
import { reportBlockers } from '../blocked.ts';
import type { CliCommand } from '../command.ts';
import { formatOption } from '../evaluate.ts';
import type { Io } from '../io.ts';
import { openSession } from '../session.ts';
import { openSessionStore } from '../store.ts';
import { table } from '../table.ts';

const number = new Intl.NumberFormat('en');
const many = (count: number, noun: string) => `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;

export const importData: CliCommand = {
  name: 'import',
  summary: 'import the schema’s data into the store now',
  define: (definition) => definition.addOption(formatOption('text', 'json')),
  async run(call) {
    const { io, options } = call;
    const session = await openSession(call);
    const blockers = storeBlockers(session.snapshot);
    if (blockers.length > 0) return reportBlockers(session, blockers, io);
    const started = performance.now();
    const store = await openSessionStore(session, io, true);
    const { info } = store;
    await store.close();
    const seconds = (performance.now() - started) / 1000;
    await io.out(
      options['format'] === 'json'
        ? `${JSON.stringify(importJson(info, seconds), null, 2)}\n`
        : importText(info, seconds, session.snapshot.schema.timezone, io.color),
    );
    return 0;
  },
};

function importText(info: StoreInfo, seconds: number, timezone: string, color: Io['color']): string {
  const { report } = info;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
  const span =
    info.firstEvent === undefined || info.latestEvent === undefined
      ? ''
      : `, ${day.format(info.firstEvent)} to ${day.format(info.latestEvent)}`;
  const sources = report.sources.map(({ path, files, rows, badRows }) => [
    `  ${path}`,
    many(rows, 'row'),
    many(files, 'file'),
    badRows > 0 ? color.yellow(`${many(badRows, 'bad row')} skipped`) : '',
  ]);
  const notes = [
    ...report.badRows.map((bad) => `${bad.file}:${bad.line}: ${bad.reason}`),
    ...report.misfits.map(
      (m) =>
        `${many(m.count, 'value')} of “${m.property}”${m.event === undefined ? '' : ` of “${m.event}”`} ${m.count === 1 ? 'does not fit its type and is' : 'do not fit its type and are'} missing, such as “${m.example}”`,
    ),
    ...(report.duplicateUsers > 0
      ? [
          `${many(report.duplicateUsers, 'user')} ${report.duplicateUsers === 1 ? 'has' : 'have'} several rows; the last one counts`,
        ]
      : []),
    ...report.undeclaredEvents.map((e) => `“${e.name}” (${many(e.rows, 'event')}) is not in the schema`),
    ...report.warnings,
  ];
  const undeclared = undeclaredText(report.undeclaredProperties);
  return `${[
    `${color.bold(many(info.users, 'user'))}, ${color.bold(many(info.events, 'event'))}${span}`,
    table(sources, [1]),
    ...notes.map((note) => color.yellow(`  ! ${note}`)),
    ...undeclared.map((line) => color.dim(`  ${line}`)),
    color.dim(`  ${(info.bytes / 1e6).toFixed(1)} MB in .segments/ after ${seconds.toFixed(1)} s`),
  ].join('\n')}\n`;
}

/** So many names are told of users and of each event, and of so many of those; `--format json` has all. */
const MOST_NAMES = 8;
const MOST_OWNERS = 10;

/** Columns that nobody declared are often left out on purpose: they are told, not warned of. */
function undeclaredText(properties: ImportReport['undeclaredProperties']): readonly string[] {
  const byOwner = new Map<string, string[]>();
  for (const { event, name } of properties) {
    const owner = event === undefined ? 'users' : `“${event}”`;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), `“${name}”`]);
  }
  const lines = [...byOwner].map(
    ([owner, names]) => `not in the schema, of ${owner}: ${first(names, MOST_NAMES, 'more').join(', ')}`,
  );
  return first(lines, MOST_OWNERS, 'more events have properties that are not in the schema');
}

const first = (texts: readonly string[], most: number, more: string): readonly string[] =>
  texts.length <= most ? texts : [...texts.slice(0, most), `${number.format(texts.length - most)} ${more}`];

function importJson(info: StoreInfo, seconds: number): object {
  const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return {
    version: info.version,
    users: info.users,
    events: info.events,
    first_event: iso(info.firstEvent),
    latest_event: iso(info.latestEvent),
    bytes: info.bytes,
    seconds: Math.round(seconds * 1000) / 1000,
    sources: info.report.sources.map(({ badRows, ...source }) => ({ ...source, bad_rows: badRows })),
    bad_rows: info.report.badRows,
    misfits: info.report.misfits,
    duplicate_users: info.report.duplicateUsers,
    undeclared_events: info.report.undeclaredEvents,
    undeclared_properties: info.report.undeclaredProperties,
    warnings: info.report.warnings,
  };
}
