import { checks } from '../../language/index.ts';
import type { Findings } from './findings.ts';

const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

/** SARIF 2.1.0, for code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifReport(findings: Findings): string {
  const used = [...new Set(findings.diagnostics.map((d) => d.code))].sort();
  const docs = checks as Readonly<Record<string, { readonly doc: string }>>;
  const run = {
    tool: {
      driver: {
        name: 'segments',
        rules: used.map((id) => ({ id, fullDescription: { text: docs[id]?.doc ?? id } })),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: findings.diagnostics.map((d) => ({
      ruleId: d.code,
      ruleIndex: used.indexOf(d.code),
      level: LEVELS[d.severity],
      message: { text: d.message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: d.file.split('/').map(encodeURIComponent).join('/') },
            region: { startLine: d.line, startColumn: d.column, endLine: d.endLine, endColumn: d.endColumn },
          },
        },
      ],
    })),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}
