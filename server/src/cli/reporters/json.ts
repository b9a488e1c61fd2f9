import type { Findings } from './findings.ts';

/** One JSON document; the shape stands in the command line's contract. */
export const jsonReport = (findings: Findings): string => `${JSON.stringify(findings, null, 2)}\n`;
