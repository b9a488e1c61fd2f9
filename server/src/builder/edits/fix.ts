import type { FixDocument } from '../../language/checks/check.ts';
import type { Diagnostic } from '../../language/index.ts';
import { applyEdits, fixesFor } from '../../language/index.ts';
import { GONE, type RunEdit } from './edit.ts';

/** The fixes of a problem in its own file, with names for the way through the protocol. */
export function namedFixes(diagnostic: Diagnostic, document: FixDocument) {
  return fixesFor(diagnostic, document)
    .map((fix, index) => ({ id: `${diagnostic.code}@${diagnostic.range.start}#${index}`, fix }))
    .filter(({ fix }) => fix.edits.every(({ uri }) => uri === undefined || uri === document.uri));
}

export const fix: RunEdit<'fix'> = ({ text, tree }, edit, { uri, diagnostics }) => {
  const document = { uri, text, tree };
  const [code] = edit.fix.split('@');
  const found = diagnostics
    .filter((diagnostic) => diagnostic.code === code)
    .flatMap((diagnostic) => namedFixes(diagnostic, document))
    .find(({ id }) => id === edit.fix);
  return found === undefined ? GONE : { text: applyEdits(text, found.fix.edits), cards: [] };
};
