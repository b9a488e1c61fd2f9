/** The figures as a page of Markdown: medians, and ratios to read instead of milliseconds. */
import type { CountingFigures } from './counting.ts';
import type { Size } from './data.ts';
import type { ServerFigures } from './language-servers.ts';
import type { LargeFigures } from './large-servers.ts';
import type { LiveFigures } from './live-numbers.ts';
import { RULES } from './rules.ts';
import type { SectionFigures } from './sections.ts';
import { geomean, shown } from './statistics.ts';

type Cell = string | number;

export function countingTables(size: Size, figures: CountingFigures): string {
  const [ours, ...others] = figures.contenders;
  const names = figures.contenders.map(({ name }) => name);
  const ratios = others.map((other) => `÷ ${other.name}`);
  const row = (label: string, values: readonly number[]): Cell[] => [
    label,
    ...values.map(shown),
    ...values.slice(1).map((value) => shown(values[0]! / value)),
  ];
  const overall = figures.contenders.map(({ rules }) => geomean(Object.values(rules)));
  const store = table(
    ['', ...names, ...ratios],
    [
      row(
        'load, s',
        figures.contenders.map(({ loadMs }) => loadMs / 1000),
      ),
      row(
        'events a second',
        figures.contenders.map(({ loadMs }) => size.events / (loadMs / 1000)),
      ),
      row(
        'bytes an event',
        figures.contenders.map(({ bytes }) => bytes / size.events),
      ),
      row(
        'open, ms',
        figures.contenders.map(({ openMs }) => openMs),
      ),
    ],
  );
  const rules = table(
    ['', 'rule', ...names, ...ratios],
    [
      ...RULES.map(({ id, about }) => {
        const [label, ...cells] = row(
          id,
          figures.contenders.map((contender) => contender.rules[id]!),
        );
        return [label!, about, ...cells];
      }),
      ['**geomean**', '', ...overall.map(shown), ...overall.slice(1).map((value) => shown(overall[0]! / value))],
    ],
  );
  const all = (figuresOf: Readonly<Record<string, number>>) => geomean(Object.values(figuresOf));
  const edits = table(
    ['', 'ms', ...figures.contenders.map(({ name }) => `÷ ${name}, all rules`)],
    [
      [
        'one rule edited, the rest cached',
        shown(all(figures.edited)),
        ...overall.map((value) => shown(all(figures.edited) / value)),
      ],
      [
        'nothing new to compute',
        shown(all(figures.cached)),
        ...overall.map((value) => shown(all(figures.cached) / value)),
      ],
    ],
  );
  return [
    `## ${size.events.toLocaleString('en-US')} events, ${size.users.toLocaleString('en-US')} users`,
    store,
    `Counting, ms: total, five channels and 20 sample users, nothing cached (${ours!.name} through its worker).`,
    rules,
    'After an edit (each of the twelve with one more rule, `did: purchase` with a `max`, whose bound changed), geomean over the twelve:',
    edits,
  ].join('\n\n');
}

export function sectionTable(size: Size, { rows }: SectionFigures): string {
  return [
    `## Sections of the insights: ${size.events.toLocaleString('en-US')} events, ${size.users.toLocaleString('en-US')} users`,
    'Median ms of iOS users with two purchases in 30 days who opened the app in 14. **Again**: every set is known. Those of the segment’s own rules always are when a section is opened; those of other instants and segments (trend, overlap, comparison, steps) when it was asked before.',
    table(
      ['', 'segments, all computed', 'segments, again', 'DuckDB, 2 threads', 'ratio, all', 'ratio, again'],
      rows.map(({ about, cold, warm, peer }) => [
        about,
        shown(cold),
        shown(warm),
        shown(peer),
        shown(cold / peer),
        shown(warm / peer),
      ]),
    ),
  ].join('\n\n');
}

export function serverTable(figures: readonly ServerFigures[]): string {
  const rows: readonly (readonly [string, (figure: ServerFigures) => number])[] = [
    ['start to `initialize`, ms', ({ initializeMs }) => initializeMs],
    ['start to first diagnostics, ms', ({ firstDiagnosticsMs }) => firstDiagnosticsMs],
    ['keystroke to diagnostics, ms', ({ keystrokeMs }) => keystrokeMs],
    ['— 95th percentile', ({ keystrokeP95Ms }) => keystrokeP95Ms],
    ['completion, ms', ({ completionMs }) => completionMs],
    ['— 95th percentile', ({ completionP95Ms }) => completionP95Ms],
    ['— items', ({ completionItems }) => completionItems],
    ['resident memory, MB', ({ rssMb }) => rssMb],
  ];
  return [
    '## Language server: 300 lines, 1,000 events',
    table(
      ['', ...figures.map(({ name }) => name), 'ratio'],
      rows.map(([label, of]) => [
        label,
        ...figures.map((figure) => shown(of(figure))),
        shown(of(figures[0]!) / of(figures[1]!)),
      ]),
    ),
  ].join('\n\n');
}

export function largeTable({ rows }: LargeFigures): string {
  return [
    '## Language server: 10,000 segments, 5,000 events',
    'The peer knows the open document and a JSON Schema with the events, nothing of the other files.',
    table(
      ['', 'segments', 'yaml-language-server', 'ratio'],
      rows.map(([label, ours, peer]) => [
        label,
        shown(ours),
        peer === undefined ? '' : shown(peer),
        peer === undefined ? '' : shown(ours / peer),
      ]),
    ),
  ].join('\n\n');
}

export function liveTable(size: Size, { rules, openMs, editMs, editP95Ms, values, events }: LiveFigures): string {
  const row = (label: string, { withMs, withoutMs }: LiveFigures['values']): Cell[] => [
    label,
    shown(withMs),
    shown(withoutMs),
    shown(withMs / withoutMs),
  ];
  return [
    `## Numbers while writing: ${size.events.toLocaleString('en-US')} events, ${size.users.toLocaleString('en-US')} users`,
    table(
      ['', 'ms'],
      [
        [`a file opened, its store built: until all ${rules} rules show their users`, shown(openMs)],
        ['one rule edited: until all show them anew', shown(editMs)],
        ['— 95th percentile', shown(editP95Ms)],
      ],
    ),
    'Completion, ms, with the numbers of the data and with `segments.liveNumbers` off:',
    table(['', 'with', 'without', 'ratio'], [row('200 values of a property', values), row('names of events', events)]),
  ].join('\n\n');
}

function table(header: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
