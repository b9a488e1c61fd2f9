import type { FileHost } from './file-host.ts';
import { type ListReading, type ListStatus, listStatus, listUri, readList } from './lists.ts';
import { inBatches } from './next-turn.ts';

/** The lists that a project's rules name, as they stood when they were looked at last. */
export interface KnownLists {
  /** As snapshots see them: another map when one of them is another. */
  readonly now: ReadonlyMap<string, ListStatus>;
  /** Looks at those of these paths that were not looked at yet. */
  look(named: ReadonlySet<string>): Promise<void>;
  /** Looks again at those that lie at one of these URIs. */
  lookAgain(touched: ReadonlySet<string>): Promise<void>;
  /** Forgets what no rule names any more, so that it is looked at afresh when one does again. */
  keep(named: ReadonlySet<string>): void;
  /** The ids of a list. Read once as long as the file stays the same. */
  read(path: string): Promise<ListReading>;
}

/** `changed` is called when a list stands otherwise than before. */
export function createKnownLists(rootUri: string, host: FileHost, changed: () => void): KnownLists {
  const lists = new Map<string, ListStatus>();
  let now: ReadonlyMap<string, ListStatus> = new Map();
  const files = new Map<string, { readonly stamp: string; readonly reading: ListReading }>();

  const refresh = async (path: string): Promise<void> => {
    const status = await listStatus(rootUri, path, host);
    if (lists.get(path) === status) return;
    lists.set(path, status);
    now = new Map(lists);
    changed();
  };

  return {
    get now() {
      return now;
    },
    look: (named) =>
      inBatches(
        [...named].filter((path) => !lists.has(path)),
        refresh,
      ),
    lookAgain: async (touched) => {
      for (const path of lists.keys()) {
        const uri = listUri(rootUri, path);
        if (uri !== undefined && touched.has(uri)) await refresh(path);
      }
    },
    keep: (named) => {
      for (const path of lists.keys()) if (!named.has(path)) lists.delete(path);
    },
    read: async (path) => {
      const uri = listUri(rootUri, path);
      const stat = uri === undefined ? undefined : await host.stat(uri);
      const stamp = `${stat?.size}:${stat?.modified}`;
      const known = files.get(path);
      if (known?.stamp === stamp) return known.reading;
      const reading = await readList(rootUri, path, host);
      files.set(path, { stamp, reading });
      return reading;
    },
  };
}
