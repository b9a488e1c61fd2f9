import { type MouseEvent, type ReactNode, useContext, useEffect, useRef } from 'react';
import {
  ComboBox as AriaComboBox,
  Button,
  type ComboBoxProps,
  ComboBoxStateContext,
  FieldError,
  Input,
  type Key,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import { classes } from './class-names.ts';
import { FieldLabel, type Named } from './fields.tsx';
import { Icon } from './icon.tsx';

/** One of the things to choose from. */
export interface Option {
  readonly id: string;
  readonly label: string;
  /** A few words beside it. */
  readonly detail?: string;
  readonly isDisabled?: boolean;
}

interface Choice extends Named {
  readonly options: readonly Option[];
  readonly selected?: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly className?: string;
}

/** One of many, found by typing. */
export function ComboBox({
  options,
  selected,
  onSelect,
  label,
  hideLabel,
  placeholder,
  problem,
  className,
  ...rest
}: Choice & Omit<ComboBoxProps<Option>, 'className' | 'children' | 'items'>) {
  return (
    <AriaComboBox
      menuTrigger="focus"
      {...rest}
      {...(selected !== undefined && { value: selected })}
      onChange={(key: Key | null) => onSelect(key === null ? null : String(key))}
      defaultItems={options}
      isInvalid={problem !== undefined}
      className={classes('field', 'combo-box', className)}
    >
      {FieldLabel({ label, hideLabel: hideLabel ?? false })}
      <div className="input-frame">
        <Input className="input" placeholder={placeholder} onFocus={selectAll} onMouseDown={focusWhole} />
        <Button className="icon-button">
          <Icon name="chevron-down" />
        </Button>
      </div>
      <FieldError className="field-problem">{problem}</FieldError>
      <List />
    </AriaComboBox>
  );
}

/** What there is to choose from. It stays open and at its field when an answer that comes meanwhile moves the page. */
function List() {
  const popover = useRef<HTMLElement>(null);
  const list = useContext(ComboBoxStateContext);
  const isOpen = list?.isOpen ?? false;
  useEffect(() => (isOpen ? followPage() : undefined), [isOpen]);
  return (
    <Popover
      ref={popover}
      className="list-popover"
      offset={2}
      isOpen={isOpen}
      // While the focus is in the field it is the field that closes the list: from here only a scroll would.
      onOpenChange={(open) => !open && popover.current?.contains(document.activeElement) && list?.close()}
    >
      <ListBox className="list" renderEmptyState={() => <p className="list-empty">Nothing matches.</p>}>
        {OptionRow}
      </ListBox>
    </Popover>
  );
}

/** Has what floats over the page put in its place again when the page grows or shrinks: it looks when the window does. */
function followPage(): () => void {
  const observer = new ResizeObserver(() => window.dispatchEvent(new Event('resize')));
  observer.observe(document.body);
  return () => observer.disconnect();
}

/** When a search gets the focus: what is typed then replaces what is chosen, where it would be searched for together with it. */
export const selectAll = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }): void =>
  currentTarget.select();

/** The press that gives the focus would put the caret instead. */
function focusWhole(event: MouseEvent<HTMLInputElement>) {
  if (document.activeElement === event.currentTarget) return;
  event.preventDefault();
  event.currentTarget.focus();
}

function OptionRow({ id, label, detail, isDisabled = false }: Option): ReactNode {
  return (
    <ListBoxItem id={id} textValue={label} isDisabled={isDisabled} className="list-item">
      <Text slot="label">{label}</Text>
      {detail !== undefined && (
        <Text slot="description" className="list-detail">
          {detail}
        </Text>
      )}
    </ListBoxItem>
  );
}
