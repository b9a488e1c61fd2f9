import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { uriOfPath } from '../../server/src/project/index.ts';
import { parseFixture } from './fixture.ts';

/** The files of a fixture in a folder of their own on the disk. */
export interface DiskProject {
  readonly root: string;
  readonly rootUri: string;
  uri(path: string): string;
  write(path: string, text: string): void;
  read(path: string): string;
  remove(): void;
}

export function diskProject(source: string): DiskProject {
  const root = mkdtempSync(join(tmpdir(), 'segments-project-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of parseFixture(source).files) write(path, text);
  return {
    root,
    rootUri: uriOfPath(root),
    uri: (path) => uriOfPath(join(root, path)),
    write,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    // A store that is being written may make a file while its folder is removed.
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
  };
}

/** Seven users, a few events, channels and personal data: enough to know every number by hand. */
export const COUNTED = `--- segments.schema.yaml
version: 1
project: tiny
timezone: Asia/Kolkata
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    os: {type: string, values: [iOS, Android]}
    city: {type: string}
    age: {type: number}
    email: {type: string, pii: true}
    push_token: {type: string}
    interests: {type: list<string>}
events:
  Charged: {properties: {amount: {type: number}, category: {type: string}, card: {type: string, pii: true}}}
  App Launched: {}
channels:
  push:
    label: Push
    reachable:
      - {user: push_token, exists: true, because: no device token}
samples: {columns: [city, email]}
data:
  users: {path: data/users.ndjson, id: user_id}
  events:
    - {path: data/events.ndjson, user: user_id, name: event, time: time}
--- data/users.ndjson
{"user_id":"u1","os":"iOS","city":"Pune","age":30,"email":"a@example.com","push_token":"t1","interests":["a,b","c"]}
{"user_id":"u2","os":"iOS","city":"say \\"hi\\", all","age":41,"email":"b@example.com"}
{"user_id":"u3","os":"Android","city":"Delhi","push_token":"t3"}
{"user_id":"u4","os":"iOS","city":"Mumbai","age":22,"push_token":"t4"}
--- data/events.ndjson
{"user_id":"u1","event":"Charged","time":"2026-06-20T10:00:00Z","amount":100,"category":"Shoes","card":"4111"}
{"user_id":"u1","event":"Charged","time":"2026-06-28T10:00:00Z","amount":50,"category":"Bags","card":"4111"}
{"user_id":"u3","event":"Charged","time":"2026-06-29T10:00:00Z","amount":10,"category":"Shoes"}
{"user_id":"u2","event":"App Launched","time":"2026-06-01T10:00:00Z"}
`;
