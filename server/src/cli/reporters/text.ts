import type { Io } from '../io.ts';
import { counted, type Findings } from './findings.ts';

/** For people: one line a problem, grouped by file, aligned; a summary last. */
export function textReport(findings: Findings, color: Io['color']): string {
  const paint = {
    error: color.red,
    warning: color.yellow,
    information: color.cyan,
    hint: color.dim,
  };
  const files = byFile(findings);
  const blocks = [...files].map(([file, list]) => {
    const places = list.map((d) => `${d.line}:${d.column}`);
    const [place, severity] = [
      Math.max(...places.map((p) => p.length)),
      Math.max(...list.map((d) => d.severity.length)),
    ];
    const lines = list.map(
      (d, i) =>
        `  ${(places[i] ?? '').padStart(place)}  ${paint[d.severity](d.severity.padEnd(severity))}  ${d.message}  ${color.dim(d.code)}`,
    );
    return `${color.underline(file)}\n${lines.join('\n')}\n`;
  });
  const { files: n, errors, warnings } = findings;
  const summary =
    errors + warnings === 0
      ? color.green(`${counted(n, 'file')} checked, no problems.`)
      : `${counted(n, 'file')} checked: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`;
  return `${blocks.join('\n')}${blocks.length > 0 ? '\n' : ''}${summary}\n`;
}

function byFile(findings: Findings): Map<string, Findings['diagnostics'][number][]> {
  const files = new Map<string, Findings['diagnostics'][number][]>();
  for (const d of findings.diagnostics) files.set(d.file, [...(files.get(d.file) ?? []), d]);
  return files;
}
