import type { ReactNode } from 'react';
import { Checkbox, type CheckboxProps } from 'react-aria-components';
import { Icon } from './icon.tsx';

export function CheckBox({
  children,
  ...rest
}: Omit<CheckboxProps, 'children' | 'className'> & { readonly children: ReactNode }) {
  return (
    <Checkbox {...rest} className="check-box">
      <span className="check-box-mark">
        <Icon name="check" />
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
