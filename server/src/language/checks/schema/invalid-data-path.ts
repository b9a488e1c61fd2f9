import { quoteScalar } from '../../format/quote.ts';
import type { Check } from '../check.ts';
import { replace } from '../edits.ts';
import { quoted } from '../wording.ts';

export const invalidDataPath: Check<{
  readonly path: string;
  readonly why: 'absolute' | 'outside' | 'kind' | 'backslash';
}> = {
  code: 'invalid-data-path',
  severity: 'error',
  doc: 'A data path is a glob from the schema’s folder, with `/` between folders, to `.csv`, `.ndjson` or `.json` files (each also `.gz`) or `.parquet` files inside the project.',
  message: ({ path, why }) => {
    if (why === 'absolute')
      return `${quoted(path)} is not a path from the schema’s folder. Write it without a leading / or drive.`;
    if (why === 'outside') return `${quoted(path)} leads out of the project. Put the data inside the schema’s folder.`;
    if (why === 'backslash') return `Write ${quoted(path.replaceAll('\\', '/'))}: folders are separated by /.`;
    return `${quoted(path)} is no data file. Name .csv, .ndjson or .json files (each also .gz), or .parquet.`;
  },
  fix: ({ range, data }) =>
    data.why === 'backslash'
      ? [
          {
            title: 'Write / between folders',
            edits: [{ range, newText: quoteScalar(data.path.replaceAll('\\', '/')) }],
            preferred: true,
          },
        ]
      : data.why === 'absolute' && /^[/\\]+[^/\\]/.test(data.path)
        ? [replace('Write it from the schema’s folder', range, quoteScalar(data.path.replace(/^[/\\]+/, '')))]
        : [],
};
