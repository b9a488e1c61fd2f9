import type { FileChange, FileHost } from './file-host.ts';
import type { ListReading } from './lists.ts';
import { findProjectRoot, findProjects, isSchemaFile, isSegmentFile, isSkipped } from './locate.ts';
import { type OpenProjectOptions, openProject, type Project } from './project.ts';
import { MANY_FILES } from './readings.ts';
import { createSnapshot, type ProjectSnapshot } from './snapshot.ts';
import type { SourceFile } from './source-file.ts';
import { folderOf, isStored, pathBelow } from './uris.ts';

/** All projects that an editor's folders and open documents belong to. The nearest schema upward governs a file. */
export interface Workspace {
  readonly projects: readonly Project[];
  /** Finds the projects in (and above) a folder. */
  addFolder(folder: string): Promise<void>;
  removeFolder(folder: string): void;
  /** Opens or changes an editor's document. Takes effect at once where the project is known already. */
  setDocument(file: SourceFile): Promise<void>;
  closeDocument(uri: string): Promise<void>;
  filesChanged(changes: readonly FileChange[]): Promise<readonly Project[]>;
  /** The project that governs a file or folder, among those known. */
  projectOf(uri: string): Project | undefined;
  /** As `projectOf`, but looks upward on the disk when none is known. */
  findProject(uri: string): Promise<Project | undefined>;
  /** The snapshot a document is to be read in; one without a schema when no project governs it. */
  snapshotOf(uri: string): ProjectSnapshot | undefined;
  /**
   * Resolves when `snapshotOf` can tell the problems of an open document. In a project of many files that is being opened
   * this is long before all of them are read; otherwise it is when all is settled.
   */
  readyFor(uri: string): Promise<void>;
  /** Resolves when nothing begun so far is still at work. */
  settled(): Promise<void>;
}

interface Opening {
  /** As soon as its files are found; undefined when that fails. */
  readonly found: Promise<Project | undefined>;
  readonly whole: Promise<Project>;
}

const noList = (path: string): Promise<ListReading> =>
  Promise.resolve({ ok: false, reason: `The list ${path} belongs to no project.` });

export function createWorkspace(host: FileHost, options: OpenProjectOptions = {}): Workspace {
  const projects = new Map<string, Project>();
  const opening = new Map<string, Opening>();
  const folders = new Set<string>();
  const documents = new Map<string, SourceFile>();
  const pending = new Set<Promise<unknown>>();
  const beside = new WeakMap<
    SourceFile,
    { readonly base: ProjectSnapshot | undefined; readonly snapshot: ProjectSnapshot }
  >();

  const track = <T>(work: Promise<T>): Promise<T> => {
    pending.add(work);
    const done = () => pending.delete(work);
    work.then(done, done);
    return work;
  };

  const projectOf = (uri: string): Project | undefined => {
    let best: Project | undefined;
    for (const project of projects.values()) {
      const inside = uri === project.rootUri || pathBelow(project.rootUri, uri) !== undefined;
      if (inside && (!best || project.rootUri.length > best.rootUri.length)) best = project;
    }
    if (best && uri !== best.rootUri && isSkipped(best.rootUri, uri)) return undefined;
    return best ?? onlyProjectFor(uri);
  };

  /** A document that is not saved anywhere yet is read in the only project there is. */
  const onlyProjectFor = (uri: string): Project | undefined =>
    !isStored(uri) && uri.startsWith('untitled:') && projects.size === 1 ? [...projects.values()][0] : undefined;

  const open = (root: string): Promise<Project> => {
    const known = opening.get(root)?.whole ?? projects.get(root);
    if (known) return Promise.resolve(known);
    let isFound: (project: Project | undefined) => void = () => undefined;
    const found = new Promise<Project | undefined>((resolve) => {
      isFound = resolve;
    });
    const whole = openProject(root, host, {
      ...options,
      found: (project) => {
        projects.set(root, project);
        assignDocuments();
        isFound(project);
      },
    });
    opening.set(root, { found, whole });
    const isOver = () => {
      opening.delete(root);
      isFound(undefined);
    };
    whole.then(isOver, () => {
      projects.delete(root);
      isOver();
    });
    return whole;
  };

  const assignDocuments = () => {
    for (const file of documents.values()) {
      if (isSegmentFile(file.uri) || isSchemaFile(file.uri)) projectOf(file.uri)?.setDocument(file);
    }
  };

  const findProject = async (uri: string): Promise<Project | undefined> => {
    if (isStored(uri)) {
      const root = await findProjectRoot(uri, host);
      if (root !== undefined) await open(root);
    }
    return projectOf(uri);
  };

  /** A schema came or went: files change hands between projects. */
  const schemaMoved = async (change: FileChange): Promise<void> => {
    const root = folderOf(change.uri);
    if (change.kind === 'deleted') projects.delete(root);
    const parent = projectOf(root);
    for (const file of documents.values()) {
      if (parent && parent.rootUri !== root && pathBelow(root, file.uri) !== undefined) {
        await parent.closeDocument(file.uri);
      }
    }
    if (change.kind === 'created') await open(root);
    for (const project of projects.values()) {
      if (project.rootUri !== root && pathBelow(project.rootUri, root) !== undefined) await project.rescan();
    }
    assignDocuments();
  };

  const settled = async (): Promise<void> => {
    while (pending.size > 0) await Promise.allSettled([...pending]);
  };

  /** What the problems of a document need, while the rest of its project is still being read. */
  const readyEarly = async (uri: string): Promise<boolean> => {
    const root = documents.has(uri) && isStored(uri) ? await findProjectRoot(uri, host) : undefined;
    if (root === undefined) return false;
    open(root).catch(() => undefined);
    const project = await opening.get(root)?.found;
    if (!project || project.snapshot.uris.length <= MANY_FILES) return false;
    await project.readFor(uri);
    return true;
  };

  return {
    get projects() {
      return [...projects.values()];
    },
    addFolder: (folder) =>
      track(
        (async () => {
          folders.add(folder);
          const above = await findProjectRoot(folder, host);
          const roots = new Set([...(above === undefined ? [] : [above]), ...(await findProjects(folder, host))]);
          for (const root of roots) await open(root);
        })(),
      ),
    removeFolder(folder) {
      folders.delete(folder);
      const inUse = (root: string) =>
        [...folders].some((f) => f === root || pathBelow(f, root) !== undefined || pathBelow(root, f) !== undefined) ||
        [...documents.keys()].some((uri) => projectOf(uri)?.rootUri === root);
      for (const root of projects.keys()) if (!inUse(root)) projects.delete(root);
    },
    async setDocument(file) {
      const isNew = !documents.has(file.uri);
      documents.set(file.uri, file);
      if (!isSegmentFile(file.uri) && !isSchemaFile(file.uri)) return;
      projectOf(file.uri)?.setDocument(file);
      if (isNew) {
        await track(
          findProject(file.uri).then((project) => {
            const latest = documents.get(file.uri);
            if (latest) project?.setDocument(latest);
          }),
        );
      }
    },
    async closeDocument(uri) {
      documents.delete(uri);
      const project = projectOf(uri);
      if (project) await track(project.closeDocument(uri));
    },
    filesChanged: (changes) =>
      track(
        (async () => {
          const affected = new Set<Project>();
          for (const change of changes) {
            if (!isSchemaFile(change.uri) || change.kind === 'changed') continue;
            const known = projects.has(folderOf(change.uri));
            if (known === (change.kind === 'created')) continue;
            await schemaMoved(change);
            for (const project of projects.values()) affected.add(project);
          }
          for (const project of projects.values()) if (await project.filesChanged(changes)) affected.add(project);
          return [...affected];
        })(),
      ),
    projectOf,
    findProject: (uri) => track(findProject(uri)),
    snapshotOf(uri) {
      const project = projectOf(uri);
      if (project?.snapshot.file(uri)) return project.snapshot;
      const file = documents.get(uri);
      if (!file) return undefined;
      const base = project?.snapshot;
      const known = beside.get(file);
      if (known && known.base === base) return known.snapshot;
      const snapshot = snapshotBeside(file, base);
      beside.set(file, { base, snapshot });
      return snapshot;
    },
    async readyFor(uri) {
      if (pending.size > 0 && !(await readyEarly(uri))) await settled();
    },
    settled,
  };
}

/** A document that is not one of a project's own files (not saved yet, or none governs it), read beside the others. */
function snapshotBeside(file: SourceFile, base: ProjectSnapshot | undefined): ProjectSnapshot {
  const isSchema = isSchemaFile(file.uri);
  const others = base?.uris.map((uri) => [uri, base.file(uri)] as const) ?? [];
  return createSnapshot({
    rootUri: base?.rootUri ?? folderOf(file.uri),
    schemaFile: isSchema ? file : base?.file(base.schemaUri),
    schemaUnsaved: base?.schemaUnsaved ?? false,
    segments: new Map([...others, ...(isSchema ? [] : [[file.uri, file] as const])]),
    lists: base?.lists ?? new Map(),
    csvFiles: base?.csvFiles ?? [],
    readList: base?.readList ?? noList,
  });
}
