/**
 * The names in rules, filters and steps that are commented out for a moment with `#~`: enabled again, these are to speak
 * of what there is. Where a rule is commented out says what its names are, so the text is read as if it were enabled.
 */
import { parseYaml, type Range } from '../language/index.ts';
import { disabledItems, type Enabled, enableItems } from '../language/syntax/disabled.ts';
import type { Tree } from '../language/syntax/tree.ts';
import type { SourceFile } from '../project/index.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import type { DocumentKind } from './place/place.ts';
import type { Shape } from './place/shape.ts';
import { walk } from './place/walk.ts';

const ofFiles = new WeakMap<SourceFile, readonly Mention[]>();

/** Every name in a segment file of a project, disabled rules included. Kept as long as its text, its tree is not. */
export function mentionsOfFile(file: SourceFile): readonly Mention[] {
  let mentions = ofFiles.get(file);
  if (!mentions) {
    mentions = mentionsWithDisabled(parseYaml(file.text), 'segment');
    ofFiles.set(file, mentions);
  }
  return mentions;
}

/** Every name in a file, those in disabled rules in their places among the others. */
export function mentionsWithDisabled(tree: Tree, kind: DocumentKind): readonly Mention[] {
  const own = mentionsIn(tree, kind);
  const disabled = kind === 'segment' ? disabledMentions(tree) : [];
  if (disabled.length === 0) return own;
  return [...own, ...disabled].sort((a, b) => a.node.range.start - b.node.range.start);
}

const ofTrees = new WeakMap<Tree, readonly Mention[]>();

/** The names in the disabled rules of a segment, where they stand in their comments. */
export function disabledMentions(tree: Tree): readonly Mention[] {
  let mentions = ofTrees.get(tree);
  if (!mentions) {
    mentions = mentionsAmong(tree, disabledItems(tree.text), { depth: 0, tries: { left: TRIES } });
    ofTrees.set(tree, mentions);
  }
  return mentions;
}

/** Rules that were disabled inside a disabled one are not looked for deeper than this. */
const DEEPEST = 8;
/** How often a text is read to tell disabled rules that break others from these. */
const TRIES = 20;

interface Search {
  readonly depth: number;
  readonly tries: { left: number };
}

function mentionsAmong(before: Tree, items: readonly Range[], search: Search): readonly Mention[] {
  if (items.length === 0) return [];
  const enabled = enableItems(before.text, items);
  const tree = parseYaml(enabled.text);
  // What one breaks is not to hide the others.
  if (items.length > 1 && tree.diagnostics.length > before.diagnostics.length && search.tries.left > 0) {
    search.tries.left -= 2;
    const middle = items.length >> 1;
    return [items.slice(0, middle), items.slice(middle)].flatMap((half) => mentionsAmong(before, half, search));
  }
  const rules = rulesAmong(tree, enabled);
  const inside = ({ start }: Range) => rules.some((rule) => rule.start <= start && start < rule.end);
  const inner = search.depth < DEEPEST ? disabledItems(enabled.text).filter(inside) : [];
  const mentions = [
    ...mentionsIn(tree, 'segment').filter(({ node }) => inside(node.range)),
    ...mentionsAmong(tree, inner, { ...search, depth: search.depth + 1 }),
  ];
  return mentions.map((mention) => {
    const node = { ...mention.node, range: enabled.source(mention.node.range) };
    return { ...mention, node, disabled: true };
  });
}

const RULES: ReadonlySet<Shape['of']> = new Set(['rule', 'filter', 'step']);

/** A dash, then at most comments, an anchor, a tag and what opens a map. */
const ABOVE_FIRST_KEY = /^ *-(?:\s|#[^\r\n]*(?=[\r\n])|[&!]\S*(?=\s)|[{?])*$/;

/** Those of the enabled items that are rules, filters or steps: any other comment may look like one. */
function rulesAmong(tree: Tree, { text, items }: Enabled): readonly Range[] {
  const firstKeys = new Map<Range, boolean>();
  walk(tree, 'segment', {
    key: ({ range }, shape) => {
      const item = items.find(({ start, end }) => start <= range.start && range.start < end);
      if (!item || firstKeys.has(item)) return;
      const isAtDash = ABOVE_FIRST_KEY.test(text.slice(item.start, range.start));
      firstKeys.set(item, isAtDash && RULES.has(shape.of));
    },
  });
  return items.filter((item) => firstKeys.get(item));
}
