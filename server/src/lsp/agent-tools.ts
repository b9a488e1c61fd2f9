import {
  joinUri,
  openDocument,
  openProject,
  type Project,
  type ProjectSnapshot,
  SEGMENT_SUFFIX,
} from '../project/index.ts';
import type { CallToolParams, CallToolResult } from '../protocol/index.ts';
import type { SegmentStore } from '../store/ports.ts';
import { projectNear, type RequestParts, refused } from './request-parts.ts';

/** Runs one of the tools that agents have, over the open project with its unsaved documents. */
export async function callTool(
  parts: RequestParts,
  params: CallToolParams,
  signal: AbortSignal,
): Promise<CallToolResult> {
  const project = await projectNear(parts, params.near);
  // Loaded when it is first asked for: most sessions of the server have no agent.
  const { callTool: call, tools, ToolError } = await import('../mcp/index.ts');
  const tool = tools.find(({ name }) => name === params.tool);
  if (!tool) throw refused(`There is no tool “${params.tool}”.`);
  const host = {
    project: () => project.settle(),
    withText: (text: string) => withText(parts, project, text),
    withStore: <T>(_: ProjectSnapshot, inner: AbortSignal, work: (store: SegmentStore) => Promise<T>): Promise<T> => {
      if (!parts.trusted()) throw new ToolError('The workspace is not trusted, so its data is not read.');
      return parts.stores.use(project, { signal: inner }, ({ store }) => work(store));
    },
  };
  const outcome = await call(tool, host, params.input, signal);
  return outcome.ok ? { ok: true, text: outcome.answer.text } : { ok: false, text: outcome.message };
}

/** A copy of the project in which a new segment holds the text; the open project never sees it. */
async function withText({ runtime }: RequestParts, { rootUri, snapshot }: Project, text: string) {
  const copy = await openProject(rootUri, runtime.host);
  for (const uri of [snapshot.schemaUri, ...snapshot.uris]) {
    const file = snapshot.file(uri);
    // What is open in an editor may not be saved.
    if (file && file.version !== null) copy.setDocument(openDocument(uri, file.text, file.version));
  }
  let id = 'draft';
  for (let n = 2; snapshot.names.has(id); n++) id = `draft-${n}`;
  const uri = joinUri(rootUri, `segments/${id}${SEGMENT_SUFFIX}`);
  copy.setDocument(openDocument(uri, text, 1));
  return { snapshot: await copy.settle(), uri };
}
