#!/usr/bin/env node
// Stands in for a VS Code executable, as `vscodeExecutablePath` of @vscode/test-electron's runTests.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
