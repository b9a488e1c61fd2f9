/**
 * Keeps what a word means in the project schema: the smallest edit of its text that adds a term to the glossary.
 * Invariant: what the file says and how it is laid out stays as it is, comments included.
 */
import { stringify } from 'yaml';
import { errorsIn, type TextEdit } from '../language/diagnostic.ts';
import {
  applyEdits,
  entryOf,
  insertEntry,
  parseYaml,
  quoteKey,
  quoteScalar,
  readSchema,
  schemaKeys,
} from '../language/index.ts';
import type { PlainRule } from './result.ts';

export interface Meaning {
  /** The words, as the prompt has them. */
  readonly term: string;
  readonly rules: readonly PlainRule[];
  /** For people: where it comes from. */
  readonly description?: string;
}

export type Remembered =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly text: string }
  /** One sentence: why it cannot be kept and what to do. */
  | { readonly ok: false; readonly reason: string };

/** Adds a term to the glossary of a schema's text. A term that is there already is not changed. */
export function rememberMeaning(text: string, meaning: Meaning): Remembered {
  const term = meaning.term.replace(/\s+/g, ' ').trim().toLowerCase();
  const before = readSchema(text, { uri: 'untitled:schema' });
  const { root } = before.tree;
  if (errorsIn(before.tree.diagnostics).length > 0 || root?.kind !== 'map')
    return { ok: false, reason: 'The schema has errors in its YAML; mend them first.' };
  if (term === '' || meaning.rules.length === 0) return { ok: false, reason: `“${meaning.term}” stands for no rules.` };
  const known = [...before.schema.glossary.values()].find((entry) =>
    [entry.term, ...entry.aliases].some((each) => each.toLowerCase() === term),
  );
  if (known) return { ok: false, reason: `“${term}” is in the glossary already; change it there.` };
  const edit = glossaryEdit(text, term, meaning);
  if (!edit) return { ok: false, reason: 'The schema’s “glossary” is not a map; mend it first.' };
  const after = applyEdits(text, [edit]);
  const read = readSchema(after, { uri: 'untitled:schema' });
  if (
    !read.schema.glossary.get(term)?.means.length ||
    errorsIn(read.diagnostics).length > errorsIn(before.diagnostics).length
  )
    return { ok: false, reason: `“${term}” cannot be added to the schema as it is laid out; add it by hand.` };
  return { ok: true, edits: [edit], text: after };
}

function glossaryEdit(text: string, term: string, { rules, description }: Meaning): TextEdit | undefined {
  const { root } = parseYaml(text);
  if (root?.kind !== 'map') return undefined;
  const means = stringify(rules, {
    version: '1.2',
    schema: 'core',
    collectionStyle: 'flow',
    flowCollectionPadding: false,
    lineWidth: 0,
  }).trim();
  const flow = `{means: ${means}${description ? `, description: ${quoteScalar(description)}` : ''}}`;
  const block = `\n  means: ${means}${description ? `\n  description: ${quoteScalar(description, 'block')}` : ''}`;
  const entry = entryOf(root, 'glossary');
  const line = ending(text);
  if (entry?.value?.kind === 'map' && entry.value.entries.length > 0) {
    const edit = insertEntry(text, entry.value, term, entry.value.flow ? flow : block);
    return { ...edit, newText: withEnding(edit.newText, line).replaceAll(': \n', ':\n').replaceAll(': \r\n', ':\r\n') };
  }
  const whole = `\n  ${quoteKey(term)}:${block.replaceAll('\n', '\n  ')}`;
  const empty =
    entry?.value === undefined ||
    (entry.value.kind === 'scalar' && entry.value.value === null) ||
    (entry.value.kind === 'map' && entry.value.entries.length === 0);
  if (entry) {
    if (!empty) return undefined;
    const colon = text.indexOf(':', entry.key.range.end) + 1;
    const range = { start: colon, end: Math.max(colon, entry.value?.range.end ?? colon) };
    return { range, newText: withEnding(whole, line) };
  }
  if (root.flow) return insertEntry(text, root, 'glossary', `{${quoteKey(term)}: ${flow}}`);
  const edit = insertEntry(text, root, 'glossary', whole, predecessor(root));
  return { ...edit, newText: withEnding(edit.newText.replace('glossary: \n', 'glossary:\n'), line) };
}

/** The entry after which the glossary stands in the order that schemas are formatted in. */
function predecessor(root: Parameters<typeof insertEntry>[1]): (typeof root.entries)[number] | undefined {
  const order = schemaKeys.map(({ name }) => name);
  const place = order.indexOf('glossary');
  return root.entries.findLast(({ key }) => {
    const at = order.indexOf(String(key.value));
    return at >= 0 && at < place;
  });
}

const ending = (text: string): string => (/\r\n/.test(text) ? '\r\n' : '\n');
const withEnding = (text: string, line: string): string => (line === '\n' ? text : text.replace(/\r?\n/g, line));
