import {
  type FileHost,
  findProjectRoot,
  joinUri,
  openDocument,
  openProject,
  type Project,
  type ProjectSnapshot,
  SCHEMA_FILE,
  SEGMENT_SUFFIX,
  uriOfPath,
} from '../project/index.ts';
import { inputsVersion, openStore, type SegmentStore } from '../store/index.ts';
import { ToolError, type ToolHost } from './tool.ts';

/** A host over a folder's files; `close` frees its store. */
export interface FolderHost extends ToolHost {
  close(): Promise<void>;
}

/**
 * Reads the project around a folder anew for every call: nothing watches the files, and agents call seldom. The store
 * stays open between calls. Nothing is written but the store's own file in `.segments/`.
 */
export function folderHost(folder: string, files: FileHost): FolderHost {
  let open: { readonly root: string; readonly store: SegmentStore } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const openNow = async (): Promise<Project> => {
    const root = await findProjectRoot(uriOfPath(folder), files);
    if (root === undefined) {
      throw new ToolError(
        `There is no ${SCHEMA_FILE} in ${folder} or above. Start the server in a project, or name it with --project.`,
      );
    }
    return openProject(root, files);
  };

  const storeFor = async (snapshot: ProjectSnapshot, signal: AbortSignal): Promise<SegmentStore> => {
    const { root, schema } = snapshot;
    if (open && open.root === root && open.store.info.version === (await inputsVersion({ root, schema }))) {
      return open.store;
    }
    await open?.store.close();
    open = undefined;
    open = { root, store: await openStore({ root, schema, signal }) };
    return open.store;
  };

  return {
    project: async () => (await openNow()).settle(),
    async withText(text) {
      const project = await openNow();
      const { names } = project.snapshot;
      let id = 'draft';
      for (let n = 2; names.has(id); n++) id = `draft-${n}`;
      const uri = joinUri(project.rootUri, `segments/${id}${SEGMENT_SUFFIX}`);
      project.setDocument(openDocument(uri, text, 1));
      return { snapshot: await project.settle(), uri };
    },
    withStore(snapshot, signal, work) {
      // One after the other: a call must not close the store that another one asks.
      const result = turn.then(async () => work(await storeFor(snapshot, signal)));
      turn = result.catch(() => undefined);
      return result;
    },
    async close() {
      await turn;
      await open?.store.close();
      open = undefined;
    },
  };
}
