import { type ReactNode, useRef, useState } from 'react';
import { Menu, Popover } from 'react-aria-components';
import type { IconName } from '../../ui/index.ts';
import { SmallButton } from './small-button.tsx';

/** A small button with a menu that is made when it opens. `children`: items and sections of the shared menu. */
export function SmallMenu(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly words?: string | undefined;
  readonly className?: string;
  readonly disabledKeys?: readonly string[];
  readonly onAction: (id: string) => void;
  readonly children: ReactNode;
}) {
  const { icon, label, words, className, disabledKeys = [], onAction, children } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <SmallButton
        ref={button}
        icon={icon}
        label={label}
        words={words}
        {...(className !== undefined && { className })}
        expanded={open}
        menu
        onPress={() => setOpen(true)}
      />
      {open && (
        <Popover
          triggerRef={button}
          isOpen
          onOpenChange={setOpen}
          placement="bottom end"
          offset={4}
          className="menu-popover"
        >
          <Menu
            aria-label={label}
            autoFocus="first"
            className="menu"
            disabledKeys={disabledKeys}
            onAction={(id) => onAction(String(id))}
            onClose={() => setOpen(false)}
          >
            {children}
          </Menu>
        </Popover>
      )}
    </>
  );
}
