import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Outcome } from '../state/edits.ts';

export interface Draft {
  readonly text: string;
  /** What stands in the field cannot be taken. */
  readonly invalid: boolean;
  readonly change: (text: string) => void;
  /** Makes what is typed the value, now. */
  readonly flush: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** How long a pause ends a stretch of typing: it becomes one step to undo. */
const PAUSE = 500;

/**
 * What is being typed, until the document has it. The text of the field is the person's while they type: no answer of
 * the server takes a character or moves the caret.
 *
 * @param value As the document has it.
 * @param commit Gives the document what was typed; `undefined`: it is not a value (yet).
 */
export function useDraft(value: string, commit: (text: string) => Promise<Outcome> | undefined): Draft {
  const [draft, setDraft] = useState<string>();
  const [invalid, setInvalid] = useState(false);
  const typed = useRef<string>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ value, commit });
  latest.current = { value, commit };

  const end = (text: string | undefined) => {
    if (text !== undefined && typed.current !== text) return;
    typed.current = undefined;
    setDraft(undefined);
    setInvalid(false);
  };
  const flush = () => {
    clearTimeout(timer.current);
    const text = typed.current;
    if (text === undefined) return;
    if (text === latest.current.value) return end(text);
    const outcome = latest.current.commit(text);
    if (!outcome) return setInvalid(true);
    void outcome.then(({ state }) => {
      if (state === 'done') end(text);
      else if (state === 'refused') setInvalid(true);
    });
  };
  const flushed = useRef(flush);
  flushed.current = flush;
  // A field that goes away while something is typed in it: its last words count.
  useEffect(() => () => flushed.current(), []);

  return {
    text: draft ?? value,
    invalid,
    change: (text) => {
      typed.current = text;
      setDraft(text);
      setInvalid(false);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => flushed.current(), PAUSE);
    },
    flush,
    onKeyDown: (event) => {
      const undoes = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      if (typed.current === undefined) return;
      // What is not in the document yet is taken back here; the document's own undo is VS Code's.
      if (undoes || event.key === 'Escape') {
        clearTimeout(timer.current);
        end(undefined);
        event.preventDefault();
        event.stopPropagation();
      } else if (event.key === 'Enter') flush();
    },
  };
}
