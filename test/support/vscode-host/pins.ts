/** What is installed, by exact version and the hash that npm gave for it. */
export const CODE_SERVER = {
  name: 'code-server',
  version: '4.139.1', // ships VS Code 1.139.1
  integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** A headless shell for Linux x64. Used where no Chromium is found. */
export const CHROMIUM = {
  name: '@sparticuz/chromium',
  version: '153.0.0',
  integrity: 'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
};

export const FONTS = {
  name: 'dejavu-fonts-ttf',
  version: '2.37.3',
  integrity: 'sha512-f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==',
};

/** Runs the VS Code server, which wants this major. The package holds the binary alone. */
export const NODE_VERSION = '24.21.0';

/** Dependencies that the server, its extension host and the workbench really load; code-server's shrinkwrap pins their versions. */
export const KEPT_DEPENDENCIES = [
  'cookie',
  '@microsoft/1ds-core-js',
  '@microsoft/1ds-post-js',
  'ws',
  'yauzl',
  'yazl',
  'minimist',
  'undici',
  'http-proxy-agent',
  'https-proxy-agent',
  '@vscode/proxy-agent',
  'vscode-regexpp',
  '@parcel/watcher',
  '@vscode/ripgrep-universal',
  '@vscode/fs-copyfile',
  '@vscode/deviceid',
  'node-pty',
  '@xterm/headless',
  'vscode-oniguruma',
  'vscode-textmate',
  '@vscode/iconv-lite-umd',
  '@vscode/tree-sitter-wasm',
  'jschardet',
  'katex',
  'tas-client',
  '@vscode/vscode-languagedetection',
  '@xterm/xterm',
  '@xterm/addon-clipboard',
  '@xterm/addon-image',
  '@xterm/addon-ligatures',
  '@xterm/addon-progress',
  '@xterm/addon-search',
  '@xterm/addon-serialize',
  '@xterm/addon-unicode11',
  '@xterm/addon-webgl',
];

/** Built-in extensions left out: sign-in, AI, debuggers, what needs the network or much room. */
export const DROPPED_EXTENSIONS = [
  'copilot',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'github',
  'tunnel-forwarding',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'typescript-language-features',
];

/** Native modules that would need a compiler, replaced by a few lines: logs are written plainly, nobody watches the parent. */
export const STAND_INS: Readonly<Record<string, string>> = {
  '@vscode/spdlog': `'use strict';
const fs = require('fs');
class Logger {
  constructor(type, name, file) { this.file = file; this.level = 2; }
  write(name, level, message) {
    if (level < this.level) return;
    try { fs.appendFileSync(this.file, new Date().toISOString() + ' [' + name + '] ' + message + '\\n'); } catch {}
  }
  trace(m) { this.write('trace', 0, m); } debug(m) { this.write('debug', 1, m); } info(m) { this.write('info', 2, m); }
  warn(m) { this.write('warning', 3, m); } error(m) { this.write('error', 4, m); } critical(m) { this.write('critical', 5, m); }
  getLevel() { return this.level; } setLevel(level) { this.level = level; }
  setPattern() {} clearFormatters() {} flush() {} drop() {} setAsyncMode() {}
}
exports.Logger = Logger; exports.version = 0; exports.setLevel = () => {}; exports.setFlushOn = () => {}; exports.shutdown = () => {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger('rotating', name, file);
`,
  '@vscode/native-watchdog': `'use strict';
exports.start = (pid) => { setInterval(() => { try { process.kill(pid, 0); } catch (e) { if (e.code === 'ESRCH') process.exit(87); } }, 2000).unref(); };
`,
};
