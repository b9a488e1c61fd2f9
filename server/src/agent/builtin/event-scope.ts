/** An event in the making with the marks around it: what the readers of amounts and of arguments share. */
import type { EventDraft } from './drafts.ts';
import type { Mark } from './marks.ts';
import { type Reader, use } from './reader.ts';

export interface Clause {
  readonly reader: Reader;
  readonly draft: EventDraft;
  readonly marks: readonly Mark[];
  /** Position of the event's own mark; -1 when the event is only implied. */
  readonly head: number;
}

export function take(reader: Reader, mark: Mark, draft: EventDraft): true {
  use(reader, mark, draft);
  return true;
}
