/**
 * The query builder's page: shows the model that the host gives, and says what a person does as edits of it.
 * Invariant: keeps nothing of the segment itself; the text is the only state.
 */
import type { FromBuilderView } from '../../../server/src/protocol/index.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromBuilderView): void };

acquireVsCodeApi().postMessage({ type: 'ready' });
