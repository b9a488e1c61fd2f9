import type { SectionAnswer, SectionId } from '../../protocol/index.ts';
import type { Io } from '../io.ts';

/** A section's answer as lines for people. */
export type SectionText<Id extends SectionId> = (answer: SectionAnswer<Id>, color: Io['color']) => readonly string[];
