import { Argument, Option } from 'commander';
import { writeFileAtomically } from '../../insights/write-file.ts';
import { formatText } from '../../language/index.ts';
import { pathOfUri } from '../../project/index.ts';
import type { CliCommand } from '../command.ts';
import { counted } from '../reporters/findings.ts';
import { openSession, selectFiles } from '../session.ts';

export const fmt: CliCommand = {
  name: 'fmt',
  summary: 'bring files into the canonical form; comments are kept',
  define: (definition) =>
    definition
      .addArgument(new Argument('[paths...]', 'files or folders (default: the whole project)').default([]))
      .addOption(new Option('--check', 'change nothing, list what would change')),
  async run({ io, options, args }) {
    const paths = args[0] as string[];
    const session = await openSession({ io, options, args }, paths[0]);
    const { snapshot } = session;
    let [changed, broken] = [0, 0];
    for (const uri of selectFiles(session, io.cwd, paths)) {
      const file = snapshot.file(uri);
      const name = session.display(uri);
      if (!file) continue;
      const unreadable = file.problems[0];
      const result = unreadable
        ? { ok: false as const, reason: unreadable.message }
        : formatText(file.text, uri === snapshot.schemaUri ? 'schema' : 'segment');
      if (!result.ok) {
        io.err(`${name}: not formatted: ${result.reason}`);
        broken++;
      } else if (result.text !== file.text) {
        changed++;
        if (!options['check']) await writeFileAtomically(pathOfUri(uri), result.text);
        await io.out(`${name}\n`);
      }
    }
    if (options['check'] && changed > 0) io.err(`${counted(changed, 'file')} would change. Run “segments fmt”.`);
    return broken > 0 || (options['check'] && changed > 0) ? 1 : 0;
  },
};
