import { errorsIn, parseYaml, type TextEdit } from '../../language/index.ts';
import type { Tree } from '../../language/syntax/tree.ts';
import type { BuilderEdit, BuilderPath } from '../../protocol/index.ts';
import { type EditContext, type EditFile, editFile, type Outcome, type RunEdit } from './edit.ts';
import { opened } from './open.ts';
import { edits } from './registry.ts';
import { textDiff } from './text-diff.ts';

export type Applied =
  | {
      readonly state: 'ready';
      readonly text: string;
      readonly edits: readonly TextEdit[];
      readonly cards: readonly BuilderPath[];
    }
  | { readonly state: 'refused'; readonly reason: string };

/**
 * An edit of the query builder on a text: what becomes of it, and the smallest edits that make it so. Lines that the
 * edit is not about stay as they are; a text that cannot be read, before or after, is left alone.
 */
export function applyEdit(text: string, edit: BuilderEdit, context: EditContext): Applied {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const whole = text === '' || text.endsWith('\n') ? text : text + eol;
  const file = editFile(whole);
  const mistake = unreadable(file.tree);
  if (mistake !== undefined) return { state: 'refused', reason: mistake.reason };
  const outcome = run(file, edit, context);
  if ('refused' in outcome) return { state: 'refused', reason: outcome.refused };
  if ('open' in outcome)
    return { state: 'refused', reason: 'It stands in brackets together with a comment. Change it in the text.' };
  if (unreadable(parseYaml(outcome.text)) !== undefined) {
    return { state: 'refused', reason: 'The file could not be read after this change. Make it in the text.' };
  }
  const after = whole === text || !outcome.text.endsWith(eol) ? outcome.text : outcome.text.slice(0, -eol.length);
  return { state: 'ready', text: after, edits: textDiff(text, after), cards: outcome.cards };
}

/** Tries an edit, and once more when a list has to be taken out of its brackets for it. */
function run(file: EditFile, edit: BuilderEdit, context: EditContext): Outcome {
  if (!Object.hasOwn(edits, edit.type)) return { refused: 'The query builder does not know this change.' };
  const one = edits[edit.type] as RunEdit<BuilderEdit['type']>;
  const outcome = one(file, edit, context);
  if (!('open' in outcome)) return outcome;
  const text = opened(file, outcome.open);
  return text === undefined ? outcome : one(editFile(text), edit, context);
}

/** Codes of what leaves the rest of a file readable. */
const LOCAL: ReadonlySet<string> = new Set(['duplicate-key', 'unknown-tag']);

/** Why a text cannot be edited but as text, and where. */
export function unreadable({ diagnostics }: Tree): { readonly reason: string; readonly at: number } | undefined {
  const first = errorsIn(diagnostics).find(({ code }) => !LOCAL.has(code));
  if (first === undefined) return undefined;
  return { reason: `The text has a mistake that has to be mended first: ${first.message}`, at: first.range.start };
}
