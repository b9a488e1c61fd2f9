import type { Diagnostic } from '../../diagnostic.ts';
import type { DataFacts, DataSubject } from './data-check.ts';
import { dataChecks } from './registry.ts';

/** What the data says of a segment without errors, in the order of the text. `disabled` are codes. */
export function dataHints(
  subject: DataSubject,
  facts: DataFacts,
  disabled: readonly string[] = [],
): readonly Diagnostic[] {
  return Object.values(dataChecks)
    .filter(({ code }) => !disabled.includes(code))
    .flatMap((check) => check.find(subject, facts))
    .sort((one, other) => one.range.start - other.range.start);
}
