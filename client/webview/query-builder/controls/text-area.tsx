import type { Outcome } from '../state/edits.ts';
import { useDraft } from './use-draft.ts';

/** A field as high as what is in it. */
export function TextArea(props: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onCommit: (text: string) => Promise<Outcome> | undefined;
  readonly disabled?: boolean;
  readonly className?: string;
  /** What is long goes on in the next line, and Enter ends it. */
  readonly oneLine?: boolean;
}) {
  const { className = '', oneLine = false } = props;
  const draft = useDraft(props.value, props.onCommit);
  return (
    <textarea
      className={`inline-area ${className}`}
      rows={1}
      aria-label={props.label}
      value={draft.text}
      placeholder={props.placeholder ?? props.label}
      disabled={props.disabled}
      onChange={(event) =>
        draft.change(oneLine ? event.target.value.replace(/\s*[\r\n]+\s*/g, ' ') : event.target.value)
      }
      onBlur={draft.flush}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return draft.onKeyDown(event);
        // While characters are being composed, Enter takes them.
        if (!oneLine || event.nativeEvent.isComposing) return;
        event.preventDefault();
        draft.onKeyDown(event);
      }}
    />
  );
}
