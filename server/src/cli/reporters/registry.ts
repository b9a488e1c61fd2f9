import type { Io } from '../io.ts';
import type { Findings } from './findings.ts';
import { githubReport } from './github.ts';
import { jsonReport } from './json.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

/** The forms in which `segments check` says what it found. */
export const reporters = {
  text: textReport,
  json: jsonReport,
  github: githubReport,
  sarif: sarifReport,
} satisfies Record<string, (findings: Findings, color: Io['color']) => string>;
