import { storeBlockers } from '../../project/index.ts';
import type { StoreInfo } from '../../store/index.ts';
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
  return `${[
    `${color.bold(many(info.users, 'user'))}, ${color.bold(many(info.events, 'event'))}${span}`,
    table(sources, [1]),
    ...notes.map((note) => color.yellow(`  ! ${note}`)),
    color.dim(`  ${(info.bytes / 1e6).toFixed(1)} MB in .segments/ after ${seconds.toFixed(1)} s`),
  ].join('\n')}\n`;
}

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
    warnings: info.report.warnings,
  };
}
