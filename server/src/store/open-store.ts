/** A store over an engine: what the rest of the product asks, in terms of what an engine answers. */
import { compileSegment } from '../query/index.ts';
import type { Engine } from './engines/engine.ts';
import { physicalFromJson } from './physical.ts';
import { type CallOptions, CancelledError, type Row, type SegmentStore, type StoreInfo } from './ports.ts';

/** Rows of one batch of members. */
const BATCH = 2000;

export function storeOf(engine: Engine): SegmentStore {
  const physical = physicalFromJson(engine.meta.physical);
  return {
    info: infoOf(engine),
    sql: ({ plan, lists }) => compileSegment(plan, { physical, lists }),
    insights: (query, options) => engine.call('insights', query, options),
    members: (query, options) => members(engine, query, options),
    membership: (query, options) => engine.call('membership', query, options),
    user: (id, columns, options) => engine.call('user', { id, columns }, options),
    userEvents: (query, options) => engine.call('userEvents', query, options),
    ruleCounts: (query, options) => engine.call('ruleCounts', query, options),
    prefetch: (plans, options) => engine.call('prefetch', { plans }, options),
    overlap: (query, options) => engine.call('overlap', query, options),
    changes: (query, options) => engine.call('changes', query, options),
    numberSpread: (property, upTo, options) => engine.call('numberSpread', { property, upTo }, options),
    breakdown: (query, options) => engine.call('breakdown', query, options),
    page: (query, options) => engine.call('page', query, options),
    sequenceSteps: (query, options) => engine.call('sequenceSteps', query, options),
    eventProfile: (name, options) => engine.call('eventProfile', { name }, options),
    propertyProfile: (property, limit, options) => engine.call('propertyProfile', { property, limit }, options),
    close: () => engine.close(),
  };
}

async function* members(
  engine: Engine,
  { plan, lists, columns }: Parameters<SegmentStore['members']>[0],
  options: CallOptions = {},
): AsyncGenerator<readonly Row[]> {
  const positions = await engine.call('select', { plan, lists }, options);
  for (let from = 0; from < positions.length; from += BATCH) {
    if (options.signal?.aborted) throw new CancelledError();
    yield await engine.call('rows', { positions: positions.slice(from, from + BATCH), columns }, options);
  }
}

function infoOf({ meta, bytes }: Engine): StoreInfo {
  const { physical, report } = meta;
  return {
    version: meta.version,
    builtAt: meta.built_at,
    bytes,
    users: physical.userCount,
    events: meta.events,
    volumes: new Map(physical.events.map(([name, { rows }]) => [name, rows])),
    ...(physical.firstEvent === undefined ? {} : { firstEvent: physical.firstEvent }),
    ...(physical.latestEvent === undefined ? {} : { latestEvent: physical.latestEvent }),
    report,
  };
}
