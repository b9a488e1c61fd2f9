import type { InlayHint } from 'vscode-languageserver';
import type { Range } from '../../language/index.ts';
import type { PathStep } from '../../language/syntax/path.ts';
import type { SyntaxNode } from '../../language/syntax/tree.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import { relativeDays, timeDoc } from '../instants.ts';
import { shapeAt } from '../place/place.ts';
import { propertyOf } from '../place/properties.ts';
import { textsOf } from '../place/shape.ts';

/** Behind each relative time in a range the days it means now: `within: 30d` since 2026-05-31. */
export function windowDateHints(
  document: FeatureDocument,
  within: Range,
  context: FeatureContext,
): readonly InlayHint[] {
  const { asOf } = document.snapshot.schema;
  // Nothing is said that the next import would show to be wrong.
  if (asOf.kind === 'latest_event' && !context.data.of(document.uri)) return [];
  const { root } = document.tree;
  return root ? hintsIn(root, [], { document, within, context }) : [];
}

interface Looking {
  readonly document: FeatureDocument;
  readonly within: Range;
  readonly context: FeatureContext;
}

function hintsIn(node: SyntaxNode, path: readonly PathStep[], looking: Looking): readonly InlayHint[] {
  const { within } = looking;
  if (node.range.end < within.start || node.range.start > within.end) return [];
  if (node.kind === 'list') {
    return node.items.flatMap((item, index) => hintsIn(item, [...path, { kind: 'item', list: node, index }], looking));
  }
  if (node.kind === 'scalar') return [];
  return node.entries.flatMap((entry) => {
    const { value } = entry;
    if (!value) return [];
    const key = String(entry.key.value);
    const steps: readonly PathStep[] = [...path, { kind: 'entry', map: node, entry, key }];
    const own = value.kind === 'map' || !isTime(steps, looking.document) ? undefined : hintAt(key, value, looking);
    return own ? [own] : hintsIn(value, steps, looking);
  });
}

/** A window, or an operator of a property that is a time. */
function isTime(steps: readonly PathStep[], { kind, snapshot }: FeatureDocument): boolean {
  const shape = shapeAt(steps, kind);
  if (shape.of !== 'value') return false;
  const { expect } = shape;
  if (expect.kind === 'time') return true;
  if (expect.kind !== 'operand') return false;
  const type = propertyOf(snapshot.schema, expect.owner, expect.property)?.type;
  return type === 'date' || type === 'datetime';
}

function hintAt(key: string, value: SyntaxNode, { document, context }: Looking): InlayHint | undefined {
  const texts = textsOf(value);
  const label = relativeDays(key, texts, document, context);
  if (label === undefined) return undefined;
  const doc = timeDoc(key, texts, document, context);
  return {
    position: document.text.positionAt(value.range.end),
    label,
    paddingLeft: true,
    ...(doc === undefined ? {} : { tooltip: { kind: 'markdown', value: doc } }),
  };
}
