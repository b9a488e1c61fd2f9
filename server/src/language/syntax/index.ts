/**
 * YAML text to a tree with places, and back to small edits of the text.
 * Invariant: never throws and never hangs, whatever the text; every range is in the text as given; what one line
 * breaks does not hide the others. Knows nothing of segments or schemas.
 */

export { toData } from './data.ts';
export { decodeText } from './decode.ts';
export {
  applyEdits,
  insertEntry,
  insertItem,
  removeEntry,
  removeEntryOf,
  removeItem,
  renameKey,
  replaceScalar,
} from './edit.ts';
export { inlineText, isPlain } from './inline.ts';
export { columnOf, lineEnd, lineIndex, lineStart } from './lines.ts';
export { LIMITS, parseYaml } from './parse.ts';
export { entryOf, nodeAt, nodeAtPath, type PathAt, type PathStep, pathAt } from './path.ts';
export {
  entriesPiece,
  eolOf,
  groupPiece,
  itemLines,
  itemPiece,
  itemRange,
  type Piece,
  removedItem,
  reorderEntries,
  replaceItems,
  textPiece,
} from './piece.ts';
export type { Entry, ListNode, MapNode, Scalar, ScalarNode, SyntaxNode, Tree } from './tree.ts';
