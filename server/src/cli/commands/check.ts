import { Argument, Option } from 'commander';
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { CliCommand } from '../command.ts';
import { collectFindings } from '../reporters/findings.ts';
import { reporters } from '../reporters/registry.ts';
import { openSession, selectFiles } from '../session.ts';

export const check: CliCommand = {
  name: 'check',
  summary: 'print every problem of the project’s schema and segments',
  define: (definition) =>
    definition
      .addArgument(new Argument('[paths...]', 'files or folders (default: the whole project)').default([]))
      .addOption(new Option('--format <format>', 'how to print them').choices(Object.keys(reporters)).default('text')),
  async run({ io, options, args }) {
    const paths = args[0] as string[];
    const session = await openSession({ io, options, args }, paths[0]);
    const { snapshot } = session;
    const diagnostics = snapshot.diagnostics();
    const files = selectFiles(session, io.cwd, paths).map((uri) => ({
      file: session.display(uri),
      text: snapshot.file(uri)?.text ?? '',
      diagnostics: diagnostics.get(uri) ?? ([] as readonly Diagnostic[]),
    }));
    const findings = collectFindings(files);
    await io.out(reporters[options['format'] as keyof typeof reporters](findings, io.color));
    return findings.errors > 0 ? 1 : 0;
  },
};
