import type { ComponentType } from 'react';
import type { InsightsNumbers, SectionId } from '../../../../server/src/protocol/index.ts';

/** A part of the panel that can be moved, collapsed and hidden. */
export interface Section {
  readonly id: SectionId;
  readonly title: string;
  /** The question that it answers. */
  readonly about: string;
  /** Until a person opens it. */
  readonly isCollapsedAtFirst: boolean;
  /** Drawn only while it is open and somebody looks at it. */
  readonly Body: ComponentType<SectionProps>;
}

export interface SectionProps {
  readonly numbers: InsightsNumbers;
  /** Another one for each count; undefined while the numbers are not those of the text as it is. */
  readonly basis: string | undefined;
}
