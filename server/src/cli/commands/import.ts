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
    `${number.format(rows)} rows`,
    files === 1 ? '1 file' : `${number.format(files)} files`,
    badRows > 0 ? color.yellow(`${number.format(badRows)} bad rows skipped`) : '',
  ]);
  const notes = [
    ...report.badRows.map((bad) => `${bad.file}:${bad.line}: ${bad.reason}`),
    ...report.misfits.map(
      (m) =>
        `${number.format(m.count)} values of “${m.property}”${m.event === undefined ? '' : ` of “${m.event}”`} do not fit its type and are missing, such as “${m.example}”`,
    ),
    ...(report.duplicateUsers > 0
      ? [`${number.format(report.duplicateUsers)} users have several rows; the last one counts`]
      : []),
    ...report.undeclaredEvents.map((e) => `“${e.name}” (${number.format(e.rows)} events) is not in the schema`),
    ...report.warnings,
  ];
  return `${[
    `${color.bold(number.format(info.users))} users, ${color.bold(number.format(info.events))} events${span}`,
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
