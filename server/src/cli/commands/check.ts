import { Argument, Option } from 'commander';
import { segmentHints } from '../../insights/index.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { isSegmentFile } from '../../project/index.ts';
import type { CliCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { collectFindings } from '../reporters/findings.ts';
import { reporters } from '../reporters/registry.ts';
import { openSession, type Session, selectFiles } from '../session.ts';
import { openSessionStore } from '../store.ts';

export const check: CliCommand = {
  name: 'check',
  summary: 'print every problem of the project’s schema and segments',
  define: (definition) =>
    definition
      .addArgument(new Argument('[paths...]', 'files or folders (default: the whole project)').default([]))
      .addOption(new Option('--format <format>', 'how to print them').choices(Object.keys(reporters)).default('text'))
      .addOption(
        new Option('--data', 'also say where segments do not fit the data: nobody, everybody, values that never occur'),
      ),
  async run({ io, options, args }) {
    const paths = args[0] as string[];
    const session = await openSession({ io, options, args }, paths[0]);
    const { snapshot } = session;
    const diagnostics = snapshot.diagnostics();
    const uris = selectFiles(session, io.cwd, paths);
    const hints = options['data'] === true ? await hintsOf(session, uris, io) : NONE;
    const files = uris.map((uri) => ({
      file: session.display(uri),
      text: snapshot.file(uri)?.text ?? '',
      diagnostics: [...(diagnostics.get(uri) ?? []), ...(hints.get(uri) ?? [])],
    }));
    const findings = collectFindings(files);
    await io.out(reporters[options['format'] as keyof typeof reporters](findings, io.color));
    return findings.errors > 0 ? 1 : 0;
  },
};

const NONE: ReadonlyMap<string, readonly Diagnostic[]> = new Map();

/** What the data says of the segments that have no errors. */
async function hintsOf(session: Session, uris: readonly string[], io: Io): Promise<typeof NONE> {
  const segments = uris.filter((uri) => isSegmentFile(uri) && session.snapshot.blockers(uri).length === 0);
  if (segments.length === 0) return NONE;
  const store = await openSessionStore(session, io);
  try {
    const found = new Map<string, readonly Diagnostic[]>();
    for (const [i, uri] of segments.entries()) {
      io.progress(`Comparing with the data: ${i + 1} of ${segments.length}`);
      found.set(uri, await segmentHints(session.snapshot, store, uri, { signal: io.signal }));
    }
    return found;
  } finally {
    io.progress('');
    await store.close();
  }
}
