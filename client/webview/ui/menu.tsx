import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  Header,
  type MenuItemProps,
  type MenuProps,
  type MenuSectionProps,
  MenuTrigger,
  Popover,
  Separator,
  Text,
} from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';

/** A button and the menu that it opens. */
export function Menu({
  trigger,
  children,
  ...rest
}: Omit<MenuProps<object>, 'className' | 'children'> & { readonly trigger: ReactNode; readonly children: ReactNode }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="menu-popover" offset={4} placement="bottom end">
        <AriaMenu {...rest} className="menu">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

/** A line of a menu; in a section with a selection it has a check mark. */
export function MenuItem({
  icon,
  children,
  keys,
  ...rest
}: Omit<MenuItemProps, 'className' | 'children'> & {
  readonly icon?: IconName;
  readonly children: string;
  /** The keys that do the same. */
  readonly keys?: string;
}) {
  return (
    <AriaMenuItem {...rest} textValue={children} className="menu-item">
      {({ isSelected, selectionMode }) => (
        <>
          <span className="menu-item-mark">
            {selectionMode !== 'none' ? isSelected && <Icon name="check" /> : icon && <Icon name={icon} />}
          </span>
          <Text slot="label">{children}</Text>
          {keys && (
            <span className="menu-item-keys" aria-hidden="true">
              {keys}
            </span>
          )}
        </>
      )}
    </AriaMenuItem>
  );
}

export function MenuSection({
  title,
  children,
  ...rest
}: Omit<MenuSectionProps<object>, 'className' | 'children'> & {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <AriaMenuSection {...rest} className="menu-section">
      <Header className="menu-header">{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuSeparator() {
  return <Separator className="menu-separator" />;
}
