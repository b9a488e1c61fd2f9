import { type ReactNode, useRef, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { Icon, type IconName } from '../../ui/index.ts';

export interface PillProps {
  /** What is given here: “Event”. */
  readonly label: string;
  /** What is given, in words; absent: still to be given; empty: the icon says it. */
  readonly text?: string | undefined;
  readonly placeholder?: string;
  /** `plain` reads as a word of the sentence, `value` as what a person filled in, `more` offers another one. */
  readonly tone?: 'value' | 'plain' | 'subject' | 'more';
  readonly icon?: IconName | undefined;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
  /** What opens below it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A word of a rule's sentence that can be changed: a button with a popover. */
export function Pill(props: PillProps) {
  const { label, text, placeholder = label, tone = 'value', icon, invalid, disabled, title, children } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const empty = text === undefined;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`pill pill-${tone}`}
        data-empty={empty || undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={text === '' ? label : `${label}: ${text ?? placeholder}`}
        aria-invalid={invalid || undefined}
        disabled={disabled}
        title={title}
        onClick={() => setOpen(true)}
      >
        {icon && <Icon name={icon} />}
        {text !== '' && <span className="pill-text">{text ?? placeholder}</span>}
      </button>
      {open && (
        <Popover
          triggerRef={button}
          isOpen
          onOpenChange={setOpen}
          placement="bottom start"
          offset={3}
          className="list-popover"
        >
          <Dialog aria-label={label} className="popover-content">
            {children(() => setOpen(false))}
          </Dialog>
        </Popover>
      )}
    </>
  );
}
