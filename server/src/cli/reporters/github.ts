import type { Findings } from './findings.ts';

const LEVELS = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

/**
 * Workflow commands that GitHub Actions turns into annotations.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(findings: Findings): string {
  const property = (text: string | number) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const data = (text: string | number) =>
    String(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return findings.diagnostics
    .map((d) => {
      const place = `file=${property(d.file)},line=${d.line},endLine=${d.endLine},col=${d.column},endColumn=${d.endColumn}`;
      return `::${LEVELS[d.severity]} ${place},title=${property(d.code)}::${data(d.message)}\n`;
    })
    .join('');
}
