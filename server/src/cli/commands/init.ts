import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Option } from 'commander';
import { writeFileAtomically } from '../../insights/write-file.ts';
import { SCHEMA_FILE } from '../../project/index.ts';
import { inferSchema, starterSchema } from '../../store/index.ts';
import type { CliCommand } from '../command.ts';
import { CliError } from '../io.ts';

export const init: CliCommand = {
  name: 'init',
  summary: `write a commented ${SCHEMA_FILE}, inferred from data files when some are named`,
  define: (definition) =>
    definition
      .addOption(new Option('--from-data <files...>', 'data files to infer users, events, types and values from'))
      .addOption(new Option('--force', `replace a ${SCHEMA_FILE} that is there`)),
  async run({ io, options }) {
    const named = options['project'];
    const root = typeof named === 'string' ? resolve(io.cwd, named) : io.cwd;
    const target = resolve(root, SCHEMA_FILE);
    if (existsSync(target) && options['force'] !== true) {
      throw new CliError(`${target} is there already. Use --force to replace it.`);
    }
    const files = options['fromData'] as readonly string[] | undefined;
    const missing = files?.find((file) => !existsSync(resolve(io.cwd, file)));
    if (missing !== undefined) throw new CliError(`There is no file “${missing}”. Correct the path.`);
    const text = files
      ? await inferSchema({ root, files: files.map((file) => resolve(io.cwd, file)), signal: io.signal })
      : starterSchema(basename(root));
    await writeFileAtomically(target, text);
    await io.out(
      `${SCHEMA_FILE} written.\n` +
        (files
          ? 'Look it through: rename what people would call differently, add descriptions and aliases. Then: segments import\n'
          : 'Declare your users’ properties, your events and your data in it. Then: segments check\n'),
    );
    return 0;
  },
};
