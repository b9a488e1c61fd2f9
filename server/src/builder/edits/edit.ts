/** What every edit works with and gives. */
import { type Diagnostic, parseYaml } from '../../language/index.ts';
import type { ProjectSchema } from '../../language/schema/model.ts';
import type { ListNode, Tree } from '../../language/syntax/tree.ts';
import type { BuilderEdit, BuilderPath } from '../../protocol/index.ts';
import { type Card, find, type Outline } from '../outline/outline.ts';
import { readOutline } from '../outline/read-outline.ts';
import { type Habits, habitsOf } from './habits.ts';

/** A text that ends with a line break, taken apart. */
export interface EditFile {
  readonly text: string;
  readonly tree: Tree;
  readonly outline: Outline;
  readonly habits: Habits;
}

export function editFile(text: string): EditFile {
  const tree = parseYaml(text);
  const outline = readOutline(tree);
  return { text, tree, outline, habits: habitsOf(outline) };
}

/** What an edit is bound to. */
export interface EditContext {
  readonly uri: string;
  /** All of the file, for their fixes. */
  readonly diagnostics: readonly Diagnostic[];
  readonly schema: ProjectSchema;
}

/** The whole text after an edit, with the cards that it was about; or why it cannot be done, for a person. */
export type Outcome =
  | { readonly text: string; readonly cards: readonly BuilderPath[] }
  | { readonly refused: string }
  /** This list has to be taken out of its brackets first; then it can be tried again. */
  | { readonly open: ListNode };

export type EditOf<Type extends BuilderEdit['type']> = Extract<BuilderEdit, { readonly type: Type }>;

export type RunEdit<Type extends BuilderEdit['type']> = (
  file: EditFile,
  edit: EditOf<Type>,
  context: EditContext,
) => Outcome;

export const GONE = { refused: 'What this was about is not there any more.' } as const;

/** The cards at paths, in the order of the file, each once; undefined when one is not there. A card inside another of them goes with it. */
export function cardsAt({ outline }: EditFile, paths: readonly BuilderPath[]): readonly Card[] | undefined {
  const sorted = [...paths].sort(inOrder);
  const outer = sorted.filter((path, i) => !sorted.some((other, j) => j !== i && begins(path, other, j < i)));
  const cards = outer.map((path) => cardAt(outline, path));
  return cards.includes(undefined) || cards.length === 0 ? undefined : (cards as readonly Card[]);
}

export function cardAt({ parts }: Outline, path: BuilderPath): Card | undefined {
  const found = find(parts, path);
  return found !== undefined && 'card' in found ? found.card : undefined;
}

/** `other` leads to `path` or to a card around it. */
function begins(path: BuilderPath, other: BuilderPath, orEqual: boolean): boolean {
  return (
    (orEqual ? other.length <= path.length : other.length < path.length) && other.every((step, i) => path[i] === step)
  );
}

function inOrder(a: BuilderPath, b: BuilderPath): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (typeof x === 'number' && typeof y === 'number' && x !== y) return x - y;
    if (x !== y) return 0;
  }
  return a.length - b.length;
}
