import type { ReactNode } from 'react';
import { Popover as AriaPopover, Dialog, DialogTrigger } from 'react-aria-components';

interface Props {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A button and what it opens beside itself. */
export function Popover({ trigger, label, children }: Props) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className="dialog-popover" offset={4} placement="bottom end">
        <Dialog aria-label={label} className="dialog">
          {({ close }) => children(close)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
