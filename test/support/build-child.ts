/** Builds a store and says how far it is; for tests that kill it. Arguments: project folder, schema as JSON. */
import { writeSync } from 'node:fs';
import { buildStore } from '../../server/src/store/import/index.ts';
import { projectSchema } from './data-project.ts';

const [root, schema] = process.argv.slice(2);
const { version } = await buildStore({
  root: root!,
  schema: projectSchema(JSON.parse(schema!)),
  // Not through the stream, which would tell only when this thread is free again.
  onProgress: ({ phase, rows }) => writeSync(1, `${phase} ${rows}\n`),
});
writeSync(1, `done ${version}\n`);
