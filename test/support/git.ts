import { execFileSync } from 'node:child_process';

/** Runs git in a folder as somebody whose own configuration does not matter. */
export function git(folder: string, ...args: readonly string[]): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ann',
    GIT_AUTHOR_EMAIL: 'ann@example.com',
    GIT_COMMITTER_NAME: 'Ann',
    GIT_COMMITTER_EMAIL: 'ann@example.com',
  };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' }).trim();
}

/** Makes a folder a repository with everything in it as the first commit, on the branch `main`. */
export function gitInit(folder: string, message = 'First'): void {
  git(folder, 'init', '--quiet', '--initial-branch=main');
  gitCommit(folder, message);
}

/** Commits everything; gives the commit's hash. */
export function gitCommit(folder: string, message: string): string {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', message);
  return git(folder, 'rev-parse', 'HEAD');
}
