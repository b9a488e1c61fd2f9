/** The version of a store: what it is made from, by content. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { STORE_FORMAT } from '../physical.ts';
import type { StoreSchema } from './store-schema.ts';

/** The content hash of an input file. */
export interface InputHash {
  readonly path: string;
  /** SHA-256 in hexadecimal digits. */
  readonly hash: string;
}

/** The version of a store made from these files by this schema. */
export function versionOf(schema: StoreSchema, hashes: readonly InputHash[]): string {
  const text = JSON.stringify({ format: STORE_FORMAT, schema, files: hashes.map(({ path, hash }) => [path, hash]) });
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
}

/** The beginning of a version, as it stands in the file's header: no part of the database needs to be read for it. */
export const stampOf = (version: string): string => version.slice(0, 16);

/** The statements that put a version's stamp into the header: two numbers of 32 bits that SQLite leaves to its users. */
export function stampStatements(version: string): string {
  const view = new DataView(hexToBytes(stampOf(version)).buffer);
  return `PRAGMA user_version = ${view.getInt32(0)}; PRAGMA application_id = ${view.getInt32(4)};`;
}
