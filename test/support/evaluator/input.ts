/** What a YAML or JSON object is once it is parsed. */
export type Doc = Readonly<Record<string, unknown>>;

export interface UserRow {
  readonly id: string;
  /** Property name -> JSON value; null or absent is missing. */
  readonly properties: Doc;
}

/** Events stand in the order of the data: source, file name, line. */
export interface EventRow {
  readonly user: string;
  readonly name: string;
  /** As it stands in the data: `2026-01-05T10:00:00+01:00`, or without offset, then local. */
  readonly time: string;
  readonly properties: Doc;
}

export interface WorldInput {
  /** `segments.schema.yaml`, parsed. */
  readonly schema: Doc;
  readonly users: readonly UserRow[];
  readonly events: readonly EventRow[];
  /** Id -> segment file, parsed. */
  readonly segments: ReadonlyMap<string, Doc>;
  /** Path -> ids in the first column of the file. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly asOf: number;
}

export function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a key; an absent one is empty. */
export function docAt(doc: Doc, key: string): Doc {
  const value = doc[key];
  return isDoc(value) ? value : {};
}

/** One value or a list of them, as a list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

export function docs(value: unknown): readonly Doc[] {
  return listOf(value).map((item) => {
    if (!isDoc(item)) throw new Error(`Expected an object, got ${JSON.stringify(item)}`);
    return item;
  });
}
