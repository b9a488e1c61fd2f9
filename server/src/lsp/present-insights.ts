import type { SegmentInsights, Unprepared } from '../insights/index.ts';
import { lineIndex } from '../language/index.ts';
import { normalizeUri, type ProjectSnapshot } from '../project/index.ts';
import type { CellValue, InsightsNumbers, InsightsResult, StoreStatus } from '../protocol/index.ts';
import type { ImportReport, StoreInfo, Value } from '../store/ports.ts';

/** Which document an answer is about. */
export interface Subject {
  readonly uri: string;
  readonly version: number | null;
  readonly text: string;
  readonly name: string;
}

/** A segment's numbers as the panel shows them. */
export function presentInsights(insights: SegmentInsights, subject: Subject): InsightsNumbers {
  const { evaluation, segment, columns, empty } = insights;
  const positionOf = lineIndex(subject.text);
  const lineOf = (offset: number) => positionOf(offset).line;
  return {
    state: 'ready',
    uri: subject.uri,
    version: subject.version,
    segment: segment.id,
    name: segment.name,
    explanation: insights.explanation,
    asOf: new Date(evaluation.asOf).toISOString(),
    timezone: insights.timezone,
    users: { total: evaluation.total, of: evaluation.of },
    reachable: evaluation.reachable.map(({ notBecause, ...channel }) => ({
      ...channel,
      notBecause: Object.entries(notBecause).map(([reason, users]) => ({ reason, users })),
    })),
    reachableAny: evaluation.reachableAny,
    columns: columns.map(({ name, property }) => ({
      name,
      type: property?.type ?? 'string',
      masked: property?.pii === true,
    })),
    sample: evaluation.sample.map((row) => ({
      id: row.id,
      cells: columns.map(({ name }) => cell(row.properties[name] ?? null)),
    })),
    rules: insights.rules.map(({ rule, sentence, alone, remaining }) => ({
      sentence,
      line: lineOf(rule.range.start),
      alone,
      remaining,
    })),
    ...(empty
      ? { empty: { sentence: empty.sentence, line: lineOf(empty.rule.range.start), nearest: empty.nearest } }
      : {}),
    store: statusOf(insights.info),
    storeVersion: evaluation.storeVersion,
    tookMs: evaluation.tookMs,
  };
}

/** An answer without numbers. */
export type NotCounted = Exclude<InsightsResult, { readonly state: 'ready' }>;

/** Why there are no numbers, in the panel's terms. */
export function presentUnprepared(result: Unprepared, subject: Subject, snapshot: ProjectSnapshot): NotCounted {
  const about = { uri: subject.uri, version: subject.version, name: subject.name };
  if (result.state === 'failed') return { state: 'failed', ...about, message: result.message };
  const problems = result.problems.map(({ uri, diagnostic }) => {
    const isOwn = uri === normalizeUri(subject.uri);
    const text = isOwn ? subject.text : (snapshot.file(uri)?.text ?? '');
    const line = lineIndex(text)(diagnostic.range.start).line;
    if (isOwn) return { message: diagnostic.message, uri: subject.uri, line };
    const where = uri === snapshot.schemaUri ? 'segments.schema.yaml' : (snapshot.reading(uri)?.id ?? uri);
    return { message: `In ${where}: ${diagnostic.message}`, uri, line };
  });
  return { state: 'invalid', ...about, problems };
}

export function statusOf(info: StoreInfo): StoreStatus {
  const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return {
    builtAt: new Date(info.builtAt).toISOString(),
    users: info.users,
    events: info.events,
    firstEvent: iso(info.firstEvent),
    latestEvent: iso(info.latestEvent),
    warnings: importWarnings(info.report),
  };
}

/** What an import did not take as it stood, in sentences. */
function importWarnings(report: ImportReport): readonly string[] {
  const bad = report.sources.reduce((sum, source) => sum + source.badRows, 0);
  const number = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
  return [
    ...report.warnings,
    ...(bad > 0 ? [`${number(bad, 'bad row was', 'bad rows were')} skipped.`] : []),
    ...(report.duplicateUsers > 0
      ? [`${number(report.duplicateUsers, 'user has', 'users have')} several rows: the last one counts.`]
      : []),
    ...report.misfits.map(
      ({ event, property, count, example }) =>
        `${number(count, 'value', 'values')} of ${event === undefined ? property : `${event}.${property}`} did not fit ` +
        `the type and ${count === 1 ? 'counts' : 'count'} as missing (“${example}”).`,
    ),
    ...report.undeclaredEvents.map(
      ({ name, rows }) => `The event “${name}” (${number(rows, 'row', 'rows')}) is not in the schema.`,
    ),
  ];
}

const cell = (value: Value): CellValue => (value !== null && typeof value === 'object' ? JSON.stringify(value) : value);
