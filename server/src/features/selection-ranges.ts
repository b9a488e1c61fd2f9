import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { pathAt, type Range } from '../language/index.ts';
import { rangeAt } from './definition.ts';
import type { Feature, FeatureDocument } from './feature.ts';

/** From the word to its quotes, its condition, its rule, its group and the file. */
export const selectionRanges: Feature<SelectionRangeParams, SelectionRange[]> = {
  method: 'textDocument/selectionRange',
  capability: { selectionRangeProvider: true },
  fallback: [],
  provide: (document, { positions }) => positions.map((position) => chain(document, document.text.offsetAt(position))),
};

function chain(document: FeatureDocument, offset: number): SelectionRange {
  const { steps, node, at } = pathAt(document.tree, offset);
  const ranges: Range[] = [{ start: 0, end: document.text.getText().length }];
  for (const step of steps) {
    const [outer, inner] =
      step.kind === 'entry'
        ? [step.map.range, step.entry.range]
        : [step.list.range, step.list.items[step.index]?.range];
    ranges.push(outer, ...(inner ? [inner] : []));
  }
  const last = steps.at(-1);
  if (at === 'key' && last?.kind === 'entry') ranges.push(last.entry.key.range);
  else if (node) {
    ranges.push(node.range);
    const isQuoted = node.kind === 'scalar' && (node.style === 'single' || node.style === 'double');
    if (isQuoted) ranges.push({ start: node.range.start + 1, end: node.range.end - 1 });
  }
  ranges.push({ start: offset, end: offset });
  // Each range has to hold the next; equal ones are one step for whoever presses the key.
  const nested = ranges.filter(({ start, end }, i) => {
    const before = ranges[i - 1];
    return start <= offset && offset <= end && !(before && before.start === start && before.end === end);
  });
  return nested.reduce<SelectionRange | undefined>((parent, range) => {
    const found = { range: rangeAt(document, document.uri, range) };
    return parent ? { ...found, parent } : found;
  }, undefined)!;
}
