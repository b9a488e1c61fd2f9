import { StoreError } from '../../ports.ts';
import type { DataFormat } from './batch.ts';
import { csv } from './csv.ts';
import { jsonArray } from './json-array.ts';
import { ndjson } from './ndjson.ts';
import { parquet } from './parquet.ts';

/** Data formats by file extension. */
export const formats = {
  '.csv': csv,
  '.ndjson': ndjson,
  '.jsonl': ndjson,
  '.json': jsonArray,
  '.parquet': parquet,
} satisfies Record<string, DataFormat>;

/** The format of a file, by its name. */
export function formatOf(path: string): DataFormat {
  const bare = path.replace(/\.gz$/i, '').toLowerCase();
  for (const [extension, format] of Object.entries(formats)) {
    if (!bare.endsWith(extension)) continue;
    if (bare.length === path.length || format.gzip) return format;
    throw new StoreError(`${path}: ${extension} files are not read from .gz; they are compressed inside. Unpack it.`);
  }
  const known = Object.keys(formats).join(', ');
  throw new StoreError(`${path} is of no known format. Data files end with ${known}, all but .parquet also with .gz.`);
}
