/**
 * Several files in one text. `--- path` begins a file (a text without it is one file of the path given), `<|>` marks the
 * cursor, `<|x|>` a range. Marks are taken out of the texts.
 */
export interface Fixture {
  readonly files: ReadonlyMap<string, string>;
  readonly cursors: readonly Place[];
  readonly ranges: readonly (Place & { readonly end: number })[];
}

export interface Place {
  readonly path: string;
  readonly offset: number;
}

export function parseFixture(source: string, defaultPath = 'test.segment.yaml'): Fixture {
  const files = new Map<string, string>();
  const cursors: Place[] = [];
  const ranges: (Place & { end: number })[] = [];
  const parts = source.split(/^--- (.+)\r?\n/m);
  const [first = '', ...rest] = parts;
  const named: [string, string][] = first.trim() === '' && rest.length > 0 ? [] : [[defaultPath, first]];
  for (let i = 0; i < rest.length; i += 2) named.push([rest[i]!.trim(), rest[i + 1] ?? '']);
  for (const [path, text] of named) {
    let plain = '';
    let open: number | undefined;
    for (const piece of text.split(/(<\|>|<\||\|>)/)) {
      if (piece === '<|>') cursors.push({ path, offset: plain.length });
      else if (piece === '<|') open = plain.length;
      else if (piece === '|>' && open !== undefined) {
        ranges.push({ path, offset: open, end: plain.length });
        open = undefined;
      } else plain += piece;
    }
    files.set(path, plain);
  }
  return { files, cursors, ranges };
}

/** The one cursor of a fixture. */
export function cursorOf(fixture: Fixture): Place {
  const [cursor, another] = fixture.cursors;
  if (!cursor || another) throw new Error('The fixture needs exactly one cursor.');
  return cursor;
}
