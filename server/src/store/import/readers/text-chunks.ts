import { StoreError } from '../../ports.ts';
import type { DataFile, ReadOptions } from './batch.ts';

/** No record may be longer; else a file without line breaks or with an open quote would fill the memory. */
export const LONGEST_RECORD = 64 << 20;

/** A text file in pieces, unpacked when its name ends with `.gz`, without its byte order mark. */
export async function* textChunks(file: DataFile, options: ReadOptions): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let first = true;
  let replaced = false;
  const clean = (text: string): string => {
    if (!replaced && text.includes('\ufffd')) {
      replaced = true;
      options.onWarning?.(`${file.path} is not all UTF-8: what could not be read stands as \ufffd. Save it as UTF-8.`);
    }
    return text;
  };
  const onRaw = (bytes: Uint8Array): void => {
    options.hash?.update(bytes);
    options.onBytes?.(bytes.length);
  };
  for await (const bytes of file.bytes({ gzip: /\.gz$/i.test(file.path), onRaw })) {
    options.signal?.throwIfAborted();
    if (first && isUtf16(bytes)) {
      throw new StoreError(`${file.path} is encoded as UTF-16, and data files are read as UTF-8. Save it as UTF-8.`);
    }
    let text = decoder.decode(bytes, { stream: true });
    if (first && text.length > 0) {
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
      first = false;
    }
    if (text.length > 0) yield clean(text);
  }
  const rest = decoder.decode();
  if (rest.length > 0) yield clean(rest);
}

const isUtf16 = (bytes: Uint8Array): boolean =>
  bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
