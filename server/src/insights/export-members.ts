import type { ProjectSnapshot } from '../project/index.ts';
import type { CallOptions, Row, SegmentStore, Value } from '../store/ports.ts';
import { prepareSegment, type Unprepared } from './prepare.ts';
import { momentOf } from './segment-insights.ts';

export interface ExportOptions extends CallOptions {
  readonly format: 'ids' | 'csv' | 'ndjson';
  /** Personal properties are left out unless this is asked for. */
  readonly includePii: boolean;
  /** Properties of users, in order; absent: all. */
  readonly columns?: readonly string[];
  readonly asOf?: string;
  readonly now?: number;
}

/** The members as text, piece by piece, in order of id. */
export interface Export {
  readonly state: 'ready';
  readonly asOf: number;
  readonly text: AsyncIterable<string>;
  /** How many users there are. */
  readonly total: number;
  /** How many users `text` has given so far. */
  readonly count: () => number;
}

/** Lists everybody in a segment, with their properties where the format has room for them. */
export async function exportMembers(
  snapshot: ProjectSnapshot,
  store: SegmentStore,
  which: string,
  options: ExportOptions,
): Promise<Export | Unprepared> {
  const prepared = await prepareSegment(snapshot, which, momentOf(store, options));
  if (prepared.state !== 'prepared') return prepared;
  const declared = snapshot.schema.users;
  const chosen = options.columns ?? [...declared.keys()];
  const unknown = chosen.find((name) => !declared.has(name));
  if (unknown !== undefined) {
    return { state: 'failed', message: `The schema declares no property “${unknown}” of users.` };
  }
  const allowed = chosen.filter((name) => options.includePii || declared.get(name)?.pii !== true);
  const columns = options.format === 'ids' ? [] : allowed;
  const { plan, lists } = prepared;
  const call: CallOptions = options.signal ? { signal: options.signal } : {};
  const { total } = await store.insights({ plan, lists, channels: [], sample: { size: 0, columns: [] } }, call);
  const batches = store.members({ plan, lists, columns }, call);
  let users = 0;
  const text = async function* (): AsyncIterable<string> {
    if (options.format === 'csv') yield csvLine(['user_id', ...columns]);
    for await (const rows of batches) {
      users += rows.length;
      yield rows.map((row) => written(row, columns, options.format)).join('');
    }
  };
  return { state: 'ready', asOf: plan.asOf, text: text(), total, count: () => users };
}

function written(row: Row, columns: readonly string[], format: ExportOptions['format']): string {
  if (format === 'ids') return `${row.id}\n`;
  if (format === 'csv') return csvLine([row.id, ...columns.map((name) => row.properties[name] ?? null)]);
  const properties = Object.fromEntries(columns.map((name) => [name, row.properties[name] ?? null]));
  return `${JSON.stringify({ user_id: row.id, properties })}\n`;
}

/** RFC 4180, lines ended by a line feed: a missing value is an empty cell, lists and places are JSON. */
function csvLine(cells: readonly Value[]): string {
  return `${cells.map((cell) => quoted(cellText(cell))).join(',')}\n`;
}

const cellText = (value: Value): string =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
