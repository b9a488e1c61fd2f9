import type { FileRename, RenameFilesParams, WorkspaceEdit } from 'vscode-languageserver';
import { replaceScalar } from '../../language/index.ts';
import type { ProjectSnapshot } from '../../project/index.ts';
import { isSegmentFile, joinUri, nameOf, normalizeUri, pathBelow, segmentIdOf } from '../../project/index.ts';
import { mentionsOfFile } from '../disabled-mentions.ts';
import type { WorkspaceFeature } from '../feature.ts';
import { mentionsIn } from '../mentions.ts';
import { type FileEdit, workspaceEdit } from '../workspace-edit.ts';
import { followSegments, keepSamples } from './segment.ts';

const FILES = ['**/*.segment.yaml', '**/*.{csv,ndjson,json,parquet,gz}'];

/**
 * Files or folders are about to be renamed or moved, in the explorer say: what names them follows. A segment's id is
 * its file's name, so moving it to another folder changes nothing; paths of lists and data are from the project's root.
 */
export const willRenameFiles: WorkspaceFeature<RenameFilesParams, WorkspaceEdit> = {
  method: 'workspace/willRenameFiles',
  capability: {
    workspace: {
      fileOperations: {
        willRename: {
          filters: [
            ...FILES.map((glob) => ({ scheme: 'file', pattern: { glob, matches: 'file' as const } })),
            { scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } },
          ],
        },
      },
    },
  },
  provide: (workspace, { files }, { client }) => {
    const moves = files.map(({ oldUri, newUri }) => ({ oldUri: normalizeUri(oldUri), newUri: normalizeUri(newUri) }));
    const edits: FileEdit[] = [];
    for (const snapshot of workspace.snapshots) {
      const inside = moves.filter(({ oldUri }) => pathBelow(snapshot.rootUri, oldUri) !== undefined);
      if (inside.length > 0) edits.push(...segmentEdits(inside, snapshot), ...pathEdits(inside, snapshot));
    }
    return edits.length === 0 ? undefined : workspaceEdit(edits, [], workspace, client.actions);
  },
};

function segmentEdits(moves: readonly FileRename[], snapshot: ProjectSnapshot): readonly FileEdit[] {
  const renamed = moves.filter(({ oldUri, newUri }) => {
    // A file that was renamed a moment ago may not have been seen under its name yet.
    if (!isSegmentFile(oldUri) || !isSegmentFile(newUri)) return false;
    const taken = snapshot.byId(segmentIdOf(newUri));
    return (
      segmentIdOf(oldUri) !== segmentIdOf(newUri) &&
      pathBelow(snapshot.rootUri, newUri) !== undefined &&
      // What a segment of that name refers to is not to become the other one.
      (!taken || moves.some(({ oldUri: other }) => other === taken.uri))
    );
  });
  const ids = new Map(renamed.map(({ oldUri, newUri }) => [segmentIdOf(oldUri), segmentIdOf(newUri)]));
  if (ids.size === 0) return [];
  return [
    ...followSegments(ids, snapshot),
    ...renamed.flatMap(({ oldUri }) => keepSamples(oldUri, segmentIdOf(oldUri), snapshot)),
  ];
}

/** Rules name lists, and the schema names data, by path. */
function pathEdits(moves: readonly FileRename[], snapshot: ProjectSnapshot): readonly FileEdit[] {
  const names = moves.map(({ oldUri }) => nameOf(oldUri));
  return [snapshot.schemaUri, ...snapshot.uris].flatMap((uri) => {
    const file = snapshot.file(uri);
    if (!file || !names.some((name) => file.text.includes(name))) return [];
    const mentions =
      uri === snapshot.schemaUri ? mentionsIn(snapshot.schemaReading.tree, 'schema') : mentionsOfFile(file);
    return mentions.flatMap(({ kind, name, node }): readonly FileEdit[] => {
      if (kind !== 'list' && kind !== 'data-path') return [];
      const moved = movedPath(name, moves, snapshot.rootUri);
      return moved === undefined ? [] : [{ ...replaceScalar(node, moved), uri }];
    });
  });
}

/** A path after the moves; undefined when none concerns it, or leads out of the project. */
function movedPath(path: string, moves: readonly FileRename[], root: string): string | undefined {
  // Of a glob only the folders before its first mark are known.
  const [mark] = path.match(/[^/]*[*?[\]{}()!\\].*$/) ?? [''];
  const known = joinUri(root, path.slice(0, path.length - mark.length));
  for (const { oldUri, newUri } of moves) {
    const folder = known.replace(/\/$/, '');
    const below = folder === oldUri ? '' : pathBelow(oldUri, folder);
    if (below === undefined || (mark === '' && path.endsWith('/'))) continue;
    const moved = pathBelow(root, below === '' ? newUri : joinUri(newUri, below));
    return moved === undefined ? undefined : mark === '' ? moved : `${moved}/${mark}`;
  }
  return undefined;
}
