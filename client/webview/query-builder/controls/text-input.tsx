import type { Outcome } from '../state/edits.ts';
import { useDraft } from './use-draft.ts';

export interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (text: string) => Promise<Outcome> | undefined;
  readonly placeholder?: string;
  /** Written in the editor's font: a pattern, a path. */
  readonly code?: boolean;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly numeric?: boolean;
}

/** A field of one line, as wide as what is in it. */
export function TextInput(props: TextInputProps) {
  const { label, value, onCommit, placeholder, code, invalid, disabled, className = '', numeric } = props;
  const draft = useDraft(value, onCommit);
  return (
    <input
      type="text"
      className={`inline-input ${code ? 'code' : ''} ${numeric ? 'numeric' : ''} ${className}`}
      aria-label={label}
      aria-invalid={invalid || draft.invalid || undefined}
      data-empty={value === '' || undefined}
      value={draft.text}
      placeholder={placeholder ?? label}
      inputMode={numeric ? 'decimal' : 'text'}
      spellCheck={false}
      autoComplete="off"
      disabled={disabled}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={draft.flush}
      onKeyDown={draft.onKeyDown}
    />
  );
}
