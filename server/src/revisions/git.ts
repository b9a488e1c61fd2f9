import type { SimpleGit } from 'simple-git';
import { isFileUri, pathBelow, pathOfUri } from '../project/index.ts';
import type { Commit, Repository, Revisions, TreeFile } from './port.ts';

/**
 * Git as a program of this machine. Whoever wrote the repository's configuration must not get a program started by it:
 * only objects and names are read, nothing is compared, checked out or fetched, and what could start one is off.
 */
export const gitRevisions: Revisions = {
  async repositoryOf(folderUri) {
    if (!isFileUri(folderUri))
      return { ok: false, reason: 'The folder is not on this machine, so git can’t be asked.' };
    try {
      const git = await open(pathOfUri(folderUri));
      const [top = ''] = lines(await git.raw(['rev-parse', '--show-toplevel']));
      if (top === '') return { ok: false, reason: NO_REPOSITORY };
      // As the folder is named here: a link on the way would lead out of the top folder's own path.
      const [below = ''] = lines(await git.raw(['rev-parse', '--show-prefix']));
      return { ok: true, repository: repository(folderUri, below, await open(top), top) };
    } catch (error) {
      return { ok: false, reason: whyNot(error) };
    }
  },
};

const NO_REPOSITORY = 'The project is not in a git repository.';

function whyNot(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/ENOENT/.test(message)) return 'Git is not installed on this machine, or not on its PATH.';
  if (/not a git repository|must be run in a work tree/i.test(message)) return NO_REPOSITORY;
  if (/dubious ownership/i.test(message)) {
    return 'Git does not trust the repository, since another user owns it. Add it to git’s safe.directory to go on.';
  }
  return `Git could not be asked: ${message.trim().split('\n')[0]}`;
}

/** A repository seen from one of its folders, `below` the top one (empty or ending with a slash). */
function repository(folderUri: string, below: string, git: SimpleGit, top: string): Repository {
  const commits = async (args: readonly string[]): Promise<readonly Commit[]> => {
    const text = await git.raw([
      'log',
      '--no-show-signature',
      '--no-color',
      '--format=%H%x00%s%x00%aI%x00%an',
      ...args,
    ]);
    return lines(text).map((line) => {
      const [id = '', subject = '', at = '', author = ''] = line.split('\0');
      return { id, subject, at, author };
    });
  };
  const resolve = async (revision: string): Promise<string | undefined> => {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    const [id] = lines(await git.raw(args).catch(() => ''));
    return id === undefined || !/^[0-9a-f]{40,64}$/.test(id) ? undefined : id;
  };
  const commit = async (revision: string): Promise<Commit | undefined> => {
    const id = await resolve(revision);
    return id === undefined ? undefined : (await commits(['-n', '1', id, '--']))[0];
  };
  const fromTop = (uri: string): string => {
    const path = uri === folderUri ? '' : pathBelow(folderUri, uri);
    if (path === undefined) throw new Error(`${uri} does not lie in ${folderUri}`);
    return below + path;
  };
  return {
    commit,
    head: () => commit('HEAD'),
    branch: async () => lines(await git.raw(['symbolic-ref', '--short', '--quiet', 'HEAD']).catch(() => ''))[0],
    async branches() {
      const format = '--format=%(refname:short)%00%(objectname)%00%(symref)';
      const refs = lines(await git.raw(['for-each-ref', format, 'refs/heads', 'refs/remotes']));
      return refs.flatMap((line) => {
        const [name = '', id = '', symbolic = ''] = line.split('\0');
        return symbolic === '' ? [{ name, commit: id }] : [];
      });
    },
    async history(uri, limit) {
      if (!(await resolve('HEAD'))) return [];
      return commits(['-n', String(limit), 'HEAD', '--', `:(top,literal)${fromTop(uri)}`]);
    },
    async tree(id, uri) {
      const path = fromTop(uri);
      const prefix = path === '' || path.endsWith('/') ? path : `${path}/`;
      const paths = prefix === '' ? [] : [prefix];
      const text = await git.raw(['ls-tree', '-r', '-z', '--long', '--full-tree', id, '--', ...paths]);
      return text.split('\0').flatMap((entry) => treeFile(entry, prefix));
    },
    async read(blobs) {
      if (blobs.length === 0) return new Map();
      const reader = await open(top, () => `${blobs.join('\n')}\n`);
      return batch((await reader.binaryCatFile(['--batch'])) as Buffer);
    },
  };
}

/** `100644 blob HASH SIZE<tab>PATH`; links are 120000, submodules are commits. */
function treeFile(entry: string, prefix: string): readonly TreeFile[] {
  const found = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t([\s\S]*)$/.exec(entry);
  const [, blob = '', size = '', path = ''] = found ?? [];
  return found && path.startsWith(prefix) ? [{ path: path.slice(prefix.length), blob, size: Number(size) }] : [];
}

/** `HASH blob SIZE`, a line feed, the bytes, a line feed; or `HASH missing`. */
function batch(bytes: Buffer): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at);
    if (end < 0) break;
    const [blob = '', kind, size] = bytes.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (kind !== 'blob') continue;
    found.set(blob, bytes.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** What git takes from the environment: no network, whatever a repository's remotes say, no locks, no questions. */
const ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

const CONFIG = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.quotePath=false', 'log.showSignature=false'];

/** The library is loaded when git is first asked for. `input` is what a command reads. */
async function open(folder: string, input?: () => string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  const inherited = Object.entries(process.env).filter(([name]) => !GUARDED.test(name));
  return simpleGit({
    baseDir: folder,
    config: CONFIG,
    // Only to turn them off, above.
    unsafe: { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true },
    allowEnvironment: Object.keys(ENVIRONMENT),
    ...(input ? { input } : {}),
  }).env({ ...Object.fromEntries(inherited), ...ENVIRONMENT });
}

/** Variables that say what git does or starts. */
const GUARDED = /^(GIT_.*|EDITOR|VISUAL|PAGER|PREFIX|SSH_ASKPASS)$/i;
