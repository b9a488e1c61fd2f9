/**
 * Language servers over stdio, driven by the same client with the same document: start, keystroke to diagnostics,
 * completion among 1,000 events, memory. Ours works on a project, the peer on a JSON Schema that says the same of events.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Document, type Server, type Session, startSession, WRONG } from './language-session.ts';
import { median, quantile } from './statistics.ts';

const EVENTS = Array.from({ length: 1_000 }, (_, index) => `Event Number ${index}`);
const STARTS = 7;
const EDITS = 60;
const WARM_UP = 10;

export interface ServerFigures {
  readonly name: string;
  readonly initializeMs: number;
  readonly firstDiagnosticsMs: number;
  readonly keystrokeMs: number;
  readonly keystrokeP95Ms: number;
  readonly completionMs: number;
  readonly completionP95Ms: number;
  readonly completionItems: number;
  readonly rssMb: number;
}

export async function measureServers(root: string, folder: string): Promise<readonly ServerFigures[]> {
  const document = prepare(folder);
  const servers = contenders(root, pathToFileURL(join(folder, 'peer.schema.json')).href);
  const starts = new Map<string, { initialize: number; first: number }[]>(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < STARTS; round++) {
    for (const server of servers) {
      const session = await startSession(server, folder, document);
      if (round > 0) starts.get(server.name)!.push({ initialize: session.initializeMs, first: session.firstMs });
      await session.stop();
    }
  }
  const sessions: Session[] = [];
  for (const server of servers) sessions.push(await startSession(server, folder, document));
  const edits = servers.map((): number[] => []);
  const completions = servers.map((): number[] => []);
  const items = servers.map(() => 0);
  for (let round = 0; round < EDITS + WARM_UP; round++) {
    for (const [index, session] of sessions.entries()) {
      const edit = await session.edit(round % 2 === 0);
      const completion = await session.complete();
      items[index] = completion.items;
      if (round < WARM_UP) continue;
      edits[index]!.push(edit);
      completions[index]!.push(completion.ms);
    }
  }
  const figures = servers.map((server, index): ServerFigures => {
    const times = starts.get(server.name)!;
    return {
      name: server.name,
      initializeMs: median(times.map((time) => time.initialize)),
      firstDiagnosticsMs: median(times.map((time) => time.first)),
      keystrokeMs: median(edits[index]!),
      keystrokeP95Ms: quantile(edits[index]!, 0.95),
      completionMs: median(completions[index]!),
      completionP95Ms: quantile(completions[index]!, 0.95),
      completionItems: items[index]!,
      rssMb: sessions[index]!.rssMb(),
    };
  });
  for (const session of sessions) await session.stop();
  return figures;
}

/** A project with 1,000 events and a segment of 300 lines; one of its names is wrong, so that there is a diagnostic. */
function prepare(folder: string): Document {
  mkdirSync(folder, { recursive: true });
  const events = EVENTS.map((name) => `  ${name}: {properties: {amount: {type: number}}}`);
  writeFileSync(
    join(folder, 'segments.schema.yaml'),
    [
      'version: 1',
      'project: bench',
      'users:',
      '  properties:',
      '    os: {type: string}',
      'events:',
      ...events,
      '',
    ].join('\n'),
  );
  const lines = ['name: Bench', 'where:'];
  for (let index = 0; lines.length < 299; index++) {
    lines.push(
      `  - did: ${EVENTS[(index * 7) % EVENTS.length]}`,
      '    within: 30d',
      `    count: {gte: ${2 + (index % 5)}}`,
    );
  }
  lines.length = 299;
  const line = lines.findLastIndex((text) => text.startsWith('  - did: '));
  lines.length = line + 1;
  while (lines.length < 300) lines.splice(line, 0, '  # a comment');
  const place = lines.findLastIndex((text) => text.startsWith('  - did: '));
  lines[place] = `  - did: ${WRONG}`;
  const path = join(folder, 'bench.segment.yaml');
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path, text);
  writePeerSchema(folder, EVENTS);
  return { uri: pathToFileURL(path).href, text, line: place, character: '  - did: '.length, events: EVENTS };
}

/** What a JSON Schema can say of the same events. `open` rules may have other keys than those of an event. */
export function writePeerSchema(folder: string, events: readonly string[], open = false): string {
  const rule = {
    type: 'object',
    properties: {
      did: { enum: events },
      within: { type: 'string', pattern: '^[0-9]+(m|h|d|w|mo|y)$' },
      count: { type: 'object', properties: { gte: { type: 'number' } }, additionalProperties: false },
    },
    ...(open ? {} : { required: ['did'], additionalProperties: false }),
  };
  const path = join(folder, 'peer.schema.json');
  writeFileSync(
    path,
    JSON.stringify({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { name: { type: 'string' }, where: { type: 'array', items: rule } },
      required: ['name', 'where'],
      additionalProperties: open,
    }),
  );
  return pathToFileURL(path).href;
}

/** Our server as it ships, and the peer on a JSON Schema. */
export function contenders(root: string, schemaUri: string): readonly Server[] {
  const peer = createRequire(import.meta.url).resolve('yaml-language-server/package.json');
  return [
    { name: 'segments', command: [join(root, 'dist', 'server.js'), '--stdio'], settings: {}, languageId: 'segment' },
    {
      name: 'yaml-language-server',
      command: [join(peer, '..', 'bin', 'yaml-language-server'), '--stdio'],
      settings: {
        yaml: {
          schemas: { [schemaUri]: '*.segment.yaml' },
          schemaStore: { enable: false },
          validate: true,
          completion: true,
        },
      },
      languageId: 'yaml',
    },
  ];
}
