/** The query builder's requests: its model, its edits, what can be picked, and numbers by card. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { applyEdit, builderModel, builderOptions, cardPaths, propertyAtField, readOutline } from '../builder/index.ts';
import type { FeatureContext, FeatureDocument } from '../features/feature.ts';
import { DEFAULT_SETTINGS } from '../features/settings.ts';
import { momentOf, numberedRules, prepareSegment, ruleNumbersQuery } from '../insights/index.ts';
import type { SegmentReading } from '../language/index.ts';
import { normalizeUri, ownDiagnostics, type ProjectSnapshot } from '../project/index.ts';
import {
  type BuilderCounts,
  type BuilderEditParams,
  type BuilderEditResult,
  type BuilderModel,
  type BuilderOptions,
  type BuilderOptionsParams,
  type BuilderParams,
  type BuilderValues,
  type BuilderValuesParams,
  methods,
} from '../protocol/index.ts';
import { textOf } from './convert.ts';
import { type Hindrance, hindranceOf, NO_PROJECT, UNTRUSTED } from './hindrances.ts';
import { presentUnprepared } from './present-insights.ts';
import { type RequestParts, withStore } from './request-parts.ts';
import type { OpenStore } from './stores.ts';

interface Opened {
  readonly document: FeatureDocument;
  readonly reading: SegmentReading;
  readonly snapshot: ProjectSnapshot;
}

/** The document in the version that a request was made for. */
async function openedAt({ workspace }: RequestParts, { uri: given, version }: BuilderParams): Promise<Opened> {
  await workspace.settled();
  const uri = normalizeUri(given);
  const snapshot = workspace.snapshotOf(uri);
  const file = snapshot?.file(uri);
  const reading = snapshot?.reading(uri);
  if (snapshot === undefined || file === undefined || reading === undefined || file.version !== version) {
    throw new ResponseError<void>(LSPErrorCodes.ContentModified, 'The document has changed.');
  }
  const document: FeatureDocument = {
    uri,
    kind: 'segment',
    text: textOf(file),
    tree: reading.tree,
    snapshot,
    textOf: (at) => {
      const other = snapshot.file(at);
      return other && textOf(other);
    },
  };
  return { document, reading, snapshot };
}

/** Those of the file, its name and the lists it names; what is found across all files does not wait for these. */
function problemsOf({ snapshot, document, reading }: Opened) {
  const summary = snapshot.summary(document.uri);
  return summary === undefined ? reading.diagnostics : ownDiagnostics(summary, snapshot);
}

/** Null: no schema governs the file. */
export async function model(parts: RequestParts, params: BuilderParams): Promise<BuilderModel | null> {
  const { reading, snapshot, document } = await openedAt(parts, params);
  if (!parts.workspace.projectOf(document.uri)) return null;
  const { uri, version } = params;
  const { schema, names } = snapshot;
  const diagnostics = problemsOf({ document, reading, snapshot });
  return builderModel({ uri, version, reading, schema, names, diagnostics });
}

export async function edit(parts: RequestParts, params: BuilderEditParams): Promise<BuilderEditResult> {
  const { document, reading, snapshot } = await openedAt(parts, params);
  const { schema } = snapshot;
  const diagnostics = problemsOf({ document, reading, snapshot });
  const applied = applyEdit(reading.tree.text, params.edit, { schema, uri: document.uri, diagnostics });
  if (applied.state === 'refused') return applied;
  const edits = applied.edits.map(({ range, newText }) => ({
    range: { start: document.text.positionAt(range.start), end: document.text.positionAt(range.end) },
    newText,
  }));
  return { state: 'ready', version: params.version, edits, cards: applied.cards };
}

export async function options(
  parts: RequestParts,
  params: BuilderOptionsParams,
  signal: AbortSignal,
): Promise<BuilderOptions> {
  const { document } = await openedAt(parts, params);
  const context = contextOf(parts, signal);
  if (context === undefined) return { version: params.version, options: [], more: false };
  return { version: params.version, ...builderOptions(document, params, context) };
}

function contextOf({ client, runtime, data }: RequestParts, signal: AbortSignal): FeatureContext | undefined {
  const known = client();
  return known && { client: known, now: runtime.now(), data, settings: DEFAULT_SETTINGS, signal };
}

const none = (reason: string): BuilderValues => ({ state: 'none', reason });

/** Values that the data has, the most frequent first. */
export async function values(parts: RequestParts, params: BuilderValuesParams): Promise<BuilderValues> {
  const { document } = await openedAt(parts, params);
  if (!parts.trusted()) return none('The workspace is not trusted.');
  const property = propertyAtField(document, params.field);
  if (property === undefined) return none('It takes no value of a property.');
  if (property.pii || property.sensitive) return none('Personal values are not suggested.');
  const data = parts.data.of(document.uri);
  if (data === undefined) return none('No data has been read.');
  const profile = await data.findProperty(property);
  if (profile === undefined) return none('Its values are not known.');
  const search = params.search.trim().toLowerCase();
  const label = (value: string | number | boolean) => property.labels.get(String(value));
  const found = profile.values.filter(({ value }) => `${value}\n${label(value) ?? ''}`.toLowerCase().includes(search));
  return {
    state: 'ready',
    version: params.version,
    options: found.slice(0, params.limit).map(({ value, users }) => ({
      value,
      label: String(value),
      kind: 'value',
      ...(label(value) === undefined ? {} : { detail: label(value)! }),
      deprecated: false,
      uses: 0,
      users,
    })),
    more: found.length > params.limit,
  };
}

/** Users by card, for the text as it is now. */
export async function counts(parts: RequestParts, params: BuilderParams, signal: AbortSignal): Promise<BuilderCounts> {
  const { document } = await openedAt(parts, params);
  const { version } = params;
  const failed = (hindrance: Hindrance): BuilderCounts => ({ state: 'failed', version, ...hindrance });
  if (!parts.trusted()) return failed(UNTRUSTED);
  const project = await parts.workspace.findProject(document.uri);
  if (!project) return failed(NO_PROJECT);
  await project.settleFor(document.uri);
  const opened = await openedAt(parts, params);
  try {
    return await withStore(project, parts, signal, (open) => counted(opened, params, open, signal));
  } catch (error) {
    if (signal.aborted) throw error;
    return failed(hindranceOf(error, methods.builderCounts, parts));
  }
}

async function counted(
  { document, reading, snapshot }: Opened,
  { version, uri }: BuilderParams,
  { store, moment }: OpenStore,
  signal: AbortSignal,
): Promise<BuilderCounts> {
  const prepared = await prepareSegment(snapshot, document.uri, momentOf(store, moment));
  if (prepared.state !== 'prepared') {
    const name = reading.segment?.name ?? reading.id;
    const result = presentUnprepared(prepared, { uri, version, text: reading.tree.text, name }, snapshot);
    if (result.state !== 'invalid')
      return { state: 'failed', version, message: result.state === 'failed' ? result.message : '' };
    const { problems } = result;
    const elsewhere = problems.find((problem) => problem.uri !== uri)?.message;
    return { state: 'invalid', version, problems, ...(elsewhere === undefined ? {} : { elsewhere }) };
  }
  const { plan, lists, channels, segment } = prepared;
  const sample = { size: 0, columns: [] };
  const { total, of, reachable, reachableAny } = await store.insights({ plan, lists, channels, sample }, { signal });
  const rules = numberedRules(segment.where, await store.ruleCounts(ruleNumbersQuery(prepared), { signal }));
  const paths = cardPaths(readOutline(reading.tree).parts);
  return {
    state: 'ready',
    version,
    asOf: new Date(plan.asOf).toISOString(),
    total,
    of,
    reachableAny,
    reachable: reachable.map(({ channel, label, users }) => ({ channel, label, users })),
    cards: rules.flatMap(({ path, alone, remaining }) => {
      const card = paths.get(JSON.stringify(path));
      return card === undefined ? [] : [{ path: card, alone, remaining }];
    }),
  };
}
