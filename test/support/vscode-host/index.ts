/**
 * A real VS Code for tests where no VS Code can be downloaded: the server of the npm package code-server with its Node
 * extension host, shown by a headless Chromium.
 * Invariant: everything comes from the npm registry, pinned by version and hash; no install script of any package runs;
 * nothing is left behind, no process and no temporary file, however a run ends.
 * `vscode-host.mjs` stands in for a VS Code executable; `startHost` and `ui.ts` are for driving the editor like a person.
 */
export { install, installFolder } from './install.ts';
export { findChromium, launchOptions } from './locate.ts';
export { type Host, type HostOptions, type ServedWorkbench, serveWorkbench, startHost } from './workbench.ts';
