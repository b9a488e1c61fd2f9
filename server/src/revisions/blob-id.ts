import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** A git object's name: 40 hexadecimal digits, or 64 in a repository of SHA-256. */
export type BlobId = string;

/**
 * The names that a text may have as a blob of the same kind as another: as it is, and with the line ends that git keeps
 * when it converts them on checkout.
 */
export function blobIdsOf(text: string, like: BlobId): readonly BlobId[] {
  const hash = like.length === 64 ? sha256 : sha1;
  const idOf = (content: string): BlobId => {
    const bytes = utf8ToBytes(content);
    return bytesToHex(hash(concatBytes(utf8ToBytes(`blob ${bytes.length}\0`), bytes)));
  };
  return text.includes('\r\n') ? [idOf(text), idOf(text.replaceAll('\r\n', '\n'))] : [idOf(text)];
}
