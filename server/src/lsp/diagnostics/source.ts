import type { Diagnostic } from '../../language/diagnostic.ts';
import type { ProjectSnapshot } from '../../project/index.ts';

/**
 * Problems of a file that come from elsewhere than the project's texts, from its data say, and may come later. They are
 * merged with the others wherever a client learns of problems. Whoever has one calls `Diagnostics.more` when they change.
 */
export interface DiagnosticSource {
  /** What is known of the file now, at once; the same list as long as it is the same. */
  problemsOf(uri: string, snapshot: ProjectSnapshot): readonly Diagnostic[];
}
