import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  ToggleButton as AriaToggleButton,
  type ButtonProps,
  type ToggleButtonProps,
  TooltipTrigger,
} from 'react-aria-components';
import { classes } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

export type Kind = 'primary' | 'secondary' | 'tool' | 'link';

interface Common {
  readonly className?: string;
  readonly kind?: Kind;
  readonly icon?: IconName;
  /** Shown on hover and focus; said after the name. */
  readonly tip?: string;
}

/** A button with words. */
export function Button({
  kind = 'secondary',
  icon,
  tip,
  className,
  children,
  ...rest
}: Common & Omit<ButtonProps, 'children' | 'className'> & { readonly children: ReactNode }) {
  return withTip(
    tip,
    <AriaButton {...rest} className={classes('button', `button-${kind}`, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>,
  );
}

/** A button that is an icon; its name is its tooltip. */
export function IconButton({
  icon,
  label,
  className,
  ...rest
}: Omit<ButtonProps, 'children' | 'className'> & {
  readonly icon: IconName;
  readonly label: string;
  readonly className?: string;
}) {
  return withTip(
    label,
    <AriaButton {...rest} aria-label={label} className={classes('icon-button', className)}>
      <Icon name={icon} />
    </AriaButton>,
  );
}

/** An icon that is on or off. */
export function ToggleButton({
  icon,
  label,
  className,
  ...rest
}: Omit<ToggleButtonProps, 'children' | 'className'> & {
  readonly icon: IconName;
  readonly label: string;
  readonly className?: string;
}) {
  return withTip(
    label,
    <AriaToggleButton {...rest} aria-label={label} className={classes('icon-button', className)}>
      <Icon name={icon} />
    </AriaToggleButton>,
  );
}

function withTip(tip: string | undefined, trigger: ReactNode) {
  if (tip === undefined) return trigger;
  return (
    <TooltipTrigger delay={500}>
      {trigger}
      <Tooltip>{tip}</Tooltip>
    </TooltipTrigger>
  );
}
