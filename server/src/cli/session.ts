import { existsSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import {
  findProjectRoot,
  isSchemaFile,
  isSegmentFile,
  openProject,
  type Project,
  type ProjectSnapshot,
  pathOfUri,
  SCHEMA_FILE,
  uriOfPath,
} from '../project/index.ts';
import { nodeHost } from '../project/node-host.ts';
import type { Call } from './command.ts';
import { CliError } from './io.ts';

/** The project that a command works on, with all its files looked at. */
export interface Session {
  readonly project: Project;
  readonly snapshot: ProjectSnapshot;
  /** A file as it is named to the user: from the current folder when it lies below, else from the project's. */
  display(uri: string): string;
}

/** Opens the project named by `--project`, else the one that governs `near`, else the one around the current folder. */
export async function openSession(call: Call, near?: string): Promise<Session> {
  const { cwd } = call.io;
  const named = call.options['project'];
  const from = typeof named === 'string' ? resolve(cwd, named) : near === undefined ? cwd : resolve(cwd, near);
  if (typeof named === 'string' && !existsSync(from)) throw new CliError(`There is no folder ${named}.`);
  const root = await findProjectRoot(uriOfPath(from), nodeHost);
  if (root === undefined) {
    throw new CliError(
      `No ${SCHEMA_FILE} found in ${from} or above. Write one with “segments init”, or name the project with --project.`,
    );
  }
  const project = await openProject(root, nodeHost);
  const snapshot = await project.settle();
  return { project, snapshot, display: (uri) => displayPath(cwd, project.root, pathOfUri(uri)) };
}

function displayPath(cwd: string, root: string, path: string): string {
  const fromHere = relative(cwd, path);
  const outside = fromHere.startsWith('..') || isAbsolute(fromHere);
  return (outside ? relative(root, path) : fromHere).split(sep).join('/');
}

/** Opens the project for a command on one segment, named by its path or its id. */
export async function openSegment(call: Call): Promise<Session & { readonly uri: string }> {
  const named = String(call.args[0]);
  const path = resolve(call.io.cwd, named);
  const isPath = existsSync(path) && statSync(path).isFile();
  if (isPath && !isSegmentFile(uriOfPath(path))) {
    throw new CliError(`${named} is not a segment: its name does not end with .segment.yaml.`);
  }
  const session = await openSession(call, isPath ? named : undefined);
  if (isPath) {
    const uri = session.snapshot.uris.find((u) => pathOfUri(u) === path);
    if (uri === undefined) throw new CliError(`${named} does not belong to the project in ${session.project.root}.`);
    return { ...session, uri };
  }
  const reading = session.snapshot.byId(named);
  if (!reading) {
    const ids = [...session.snapshot.names.ids()];
    const known =
      ids.length === 0
        ? 'The project has no segments yet'
        : `The project has ${ids.slice(0, 8).join(', ')}${ids.length > 8 ? ', …' : ''}`;
    throw new CliError(`There is no file and no segment “${named}”. ${known}.`);
  }
  return { ...session, uri: reading.uri };
}

/** The files that paths name: files as they are, folders with all of the project's files below. No paths: all of them. */
export function selectFiles(session: Session, cwd: string, paths: readonly string[]): readonly string[] {
  const { snapshot } = session;
  const all = [snapshot.schemaUri, ...snapshot.uris];
  if (paths.length === 0) return all;
  const chosen = new Set<string>();
  for (const name of paths) {
    const path = resolve(cwd, name);
    if (!existsSync(path)) throw new CliError(`There is no file or folder ${name}.`);
    const below = all.filter((uri) => pathOfUri(uri) === path || pathOfUri(uri).startsWith(path + sep));
    if (below.length === 0) {
      const uri = uriOfPath(path);
      const wrongKind = statSync(path).isFile() && !isSegmentFile(uri) && !isSchemaFile(uri);
      throw new CliError(
        wrongKind
          ? `${name} is neither a .segment.yaml file nor ${SCHEMA_FILE}.`
          : `${name} holds no files of the project in ${session.project.root}.`,
      );
    }
    for (const uri of below) chosen.add(uri);
  }
  return [...chosen];
}
