import type { Outcome } from '../state/edits.ts';
import { useDraft } from './use-draft.ts';

/** A field of several lines, as high as what is in it. */
export function TextArea(props: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onCommit: (text: string) => Promise<Outcome> | undefined;
  readonly disabled?: boolean;
}) {
  const draft = useDraft(props.value, props.onCommit);
  return (
    <textarea
      className="inline-area"
      rows={1}
      aria-label={props.label}
      value={draft.text}
      placeholder={props.placeholder ?? props.label}
      disabled={props.disabled}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={draft.flush}
      onKeyDown={(event) => {
        // Enter makes a new line here.
        if (event.key !== 'Enter') draft.onKeyDown(event);
      }}
    />
  );
}
