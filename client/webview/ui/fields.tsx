import type { ReactNode } from 'react';
import {
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  Button,
  FieldError,
  Input,
  Label,
  type SearchFieldProps,
  type TextFieldProps,
} from 'react-aria-components';
import { classes } from './class-names.ts';
import { Icon } from './icon.tsx';

/** A field's name: shown, or for screen readers alone. */
export interface Named {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly placeholder?: string;
  /** Why the value cannot be. */
  readonly problem?: string | undefined;
}

export function FieldLabel({ label, hideLabel }: Named): ReactNode {
  return <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>;
}

export function TextField({
  label,
  hideLabel,
  placeholder,
  problem,
  ...rest
}: Named & Omit<TextFieldProps, 'className' | 'children'>) {
  return (
    <AriaTextField {...rest} isInvalid={problem !== undefined} className="field">
      {FieldLabel({ label, hideLabel: hideLabel ?? false })}
      <Input className="input" placeholder={placeholder} />
      <FieldError className="field-problem">{problem}</FieldError>
    </AriaTextField>
  );
}

export function SearchField({
  label,
  hideLabel,
  placeholder,
  className,
  ...rest
}: Named & Omit<SearchFieldProps, 'className' | 'children'> & { readonly className?: string }) {
  return (
    <AriaSearchField {...rest} className={classes('field', 'search-field', className)}>
      {FieldLabel({ label, hideLabel: hideLabel ?? false })}
      <div className="input-frame">
        <Icon name="search" />
        <Input className="input" placeholder={placeholder} />
        <Button className="icon-button clear" aria-label="Clear">
          <Icon name="close" />
        </Button>
      </div>
    </AriaSearchField>
  );
}
