/** The product: import, worker, leaf cache and all, as the language server and the command line use it. */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  lowerChannels,
  lowerSegment,
  type ProjectSchema,
  readSchema,
  readSegment,
  type Segment,
} from '../server/src/language/index.ts';
import { openStore } from '../server/src/store/index.ts';
import type { Evaluation, SegmentStore } from '../server/src/store/ports.ts';
import type { Contender, Counts, Place } from './contender.ts';
import { AS_OF, CHANNELS } from './data.ts';
import { type BenchRule, REFERENCED } from './rules.ts';

export interface ProductContender extends Contender {
  /** Gives the call that evaluates a segment of these rules at an instant. */
  evaluation(where: readonly unknown[], asOf: number, nonce: number): () => Promise<Evaluation>;
}

export function createProduct({ folder }: Place): ProductContender {
  const uri = `file://${folder}/segments.schema.yaml`;
  const { schema } = readSchema(readFileSync(join(folder, 'segments.schema.yaml'), 'utf8'), { uri });
  let store: SegmentStore | undefined;

  function evaluation(where: readonly unknown[], asOf: number, nonce: number): () => Promise<Evaluation> {
    const segments = new Map(Object.entries(REFERENCED).map(([id, rules]) => [id, read(id, rules(nonce), schema)]));
    const context = {
      schema,
      asOf,
      segmentId: 'bench',
      segment: (id: string) => segments.get(id),
      list: () => undefined,
    };
    const { plan } = lowerSegment(read('bench', where, schema), context);
    const channels = lowerChannels(schema, context);
    return () => store!.insights({ plan, lists: {}, channels, sample: { size: 20, columns: [] } });
  }

  return {
    name: 'segments',
    evaluation,
    async load() {
      rmSync(join(folder, '.segments'), { recursive: true, force: true });
      store = await openStore({ root: folder, schema });
      await store.close();
      return { bytes: statSync(join(folder, '.segments', 'store.sqlite')).size };
    },
    async open() {
      store = await openStore({ root: folder, schema });
    },
    prepare(rule: BenchRule, nonce: number) {
      // Events have whole seconds, so some milliseconds change every window and no count.
      const evaluate = evaluation(rule.where(nonce), AS_OF + nonce, nonce);
      return async (): Promise<Counts> => {
        const { total, reachable } = await evaluate();
        return { total, reachable: CHANNELS.map((id) => reachable.find((reach) => reach.channel === id)!.users) };
      };
    },
    async close() {
      await store?.close();
    },
  };
}

const IDS = { has: (id: string) => id in REFERENCED, ids: () => Object.keys(REFERENCED) };

function read(id: string, where: readonly unknown[], schema: ProjectSchema): Segment {
  const text = stringify({ name: id, where });
  const { segment, hasErrors, diagnostics } = readSegment(text, { uri: `file:///${id}`, id, schema, segments: IDS });
  if (hasErrors || segment === undefined) throw new Error(`${text}\n${JSON.stringify(diagnostics)}`);
  return segment;
}
