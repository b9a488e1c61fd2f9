import type { MouseEvent, ReactNode } from 'react';
import {
  ComboBox as AriaComboBox,
  Button,
  type ComboBoxProps,
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
      <Popover className="list-popover" offset={2}>
        <ListBox className="list" renderEmptyState={() => <p className="list-empty">Nothing matches.</p>}>
          {OptionRow}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
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
