import { type Diagnostic, errorsIn } from '../language/diagnostic.ts';
import { checkProject } from '../language/index.ts';
import type { Segment } from '../language/model.ts';
import type { ProjectSchema } from '../language/schema/model.ts';
import { segmentIdOf } from './locate.ts';
import { ownDiagnostics } from './own-diagnostics.ts';
import type { ProjectSnapshot } from './snapshot.ts';
import { type SegmentSummary, summaryOf } from './summary.ts';
import { type Use, usesOf } from './uses.ts';

/** An error because of which a segment is not evaluated. */
export interface Blocker {
  readonly uri: string;
  readonly diagnostic: Diagnostic;
}

/** Parts of the schema that no number depends on: their errors stop nothing. */
const BESIDE_NUMBERS = new Set(['glossary', 'roles', 'samples', 'project']);

/**
 * The errors of a segment, of all segments that it refers to, and of the parts of the schema that they use. Told from
 * their texts alone, whatever is remembered of them, and without reading the rest of the project.
 */
export function blockersOf(snapshot: ProjectSnapshot, uri: string): readonly Blocker[] {
  const segments = withReferences(snapshot, uri);
  const summaries = new Map(segments.flatMap((at) => summaryAt(snapshot, at)));
  // A second file of the same id is an error in both.
  const ids = new Set([...summaries.values()].map(({ id }) => id));
  const twins = snapshot.uris.filter((at) => !summaries.has(at) && ids.has(segmentIdOf(at)));
  const across = checkProject([...summaries.values(), ...twins.flatMap((at) => snapshot.summary(at) ?? [])]);
  const own = [...summaries].flatMap(([at, summary]) => {
    const problems = [...ownDiagnostics(summary, snapshot), ...(across.get(at) ?? [])];
    return errorsIn(problems).map((diagnostic) => ({ uri: at, diagnostic }));
  });
  return [...own, ...schemaErrors(snapshot, segments)];
}

function summaryAt(snapshot: ProjectSnapshot, uri: string): readonly (readonly [string, SegmentSummary])[] {
  const reading = snapshot.reading(uri);
  return reading ? [[uri, summaryOf(reading, snapshot.names)]] : [];
}

/** The URIs of a segment and of all that it refers to, directly or not; each once, itself first. */
export function withReferences(snapshot: ProjectSnapshot, uri: string): readonly string[] {
  const seen = new Set<string>([uri]);
  for (const at of seen) {
    for (const use of usesOf(snapshot.reading(at)?.segment?.where ?? [])) {
      const target = use.kind === 'segment' ? snapshot.byId(use.name) : undefined;
      if (target) seen.add(target.uri);
    }
  }
  return [...seen];
}

/** An error in the declaration of an event or a property counts only when the rules (or a channel's) speak of it. */
function schemaErrors(snapshot: ProjectSnapshot, uris: readonly string[]): readonly Blocker[] {
  const found = errorsIn(snapshot.schemaDiagnostics());
  if (found.length === 0) return [];
  const segments = uris.map((uri) => snapshot.reading(uri)?.segment).filter((s): s is Segment => s !== undefined);
  const channels = [...snapshot.schema.channels.values()].flatMap((channel) => channel.rules.map((r) => r.rule));
  const uses = usesOf([...segments.flatMap((s) => s.where), ...channels]);
  const events = new Set(uses.flatMap((u) => (u.kind === 'event' ? [u.name] : [])));
  const { schema } = snapshot;
  // A name that was perhaps lost with what could not be read is no error of its own, and has no number either.
  const isLost = schema.broken !== undefined && uses.some((use) => !isDeclared(use, schema));
  const syntax = new Set(isLost ? snapshot.schemaReading.tree.diagnostics : []);
  const properties = new Set(uses.flatMap((u) => (u.kind === 'property' && u.events.length === 0 ? [u.name] : [])));
  const blocking = found.filter((diagnostic) => {
    if (syntax.has(diagnostic)) return true;
    const path = pathAt(snapshot, diagnostic.range.start);
    const top = path[0];
    if (top === undefined) return true;
    if (BESIDE_NUMBERS.has(top)) return false;
    if (top === 'events' && path[1] !== undefined) return events.has(path[1]);
    if (top === 'users' && path[2] !== undefined) return properties.has(path[2]);
    return true;
  });
  return blocking.map((diagnostic) => ({ uri: snapshot.schemaUri, diagnostic }));
}

function isDeclared(use: Use, { users, events, channels }: ProjectSchema): boolean {
  switch (use.kind) {
    case 'event':
      return events.has(use.name);
    case 'channel':
      return channels.has(use.name);
    case 'property':
      return use.events.length === 0
        ? users.has(use.name)
        : use.events.every((event) => events.get(event)?.properties.has(use.name));
    default:
      return true;
  }
}

/** Parts of the schema that say what lies in the store. */
const IN_STORE = new Set(['version', 'timezone', 'users', 'events', 'data']);

/** The errors of the schema because of which its data is not imported. */
export function storeBlockers(snapshot: ProjectSnapshot): readonly Blocker[] {
  return errorsIn(snapshot.schemaDiagnostics())
    .filter((diagnostic) => IN_STORE.has(pathAt(snapshot, diagnostic.range.start)[0] ?? 'version'))
    .map((diagnostic) => ({ uri: snapshot.schemaUri, diagnostic }));
}

/** The keys that lead to an offset of the schema. */
function pathAt(snapshot: ProjectSnapshot, offset: number): readonly string[] {
  const path: string[] = [];
  let node = snapshot.schemaReading.tree.root;
  while (node?.kind === 'map') {
    const entry = node.entries.find(
      (e) => e.range.start <= offset && offset < Math.max(e.range.end, e.range.start + 1),
    );
    if (!entry) break;
    path.push(String(entry.key.value));
    node = entry.value;
  }
  return path;
}
