import type { HTMLAttributes, ReactNode } from 'react';
import { Disclosure as AriaDisclosure, Button, DisclosurePanel, Heading } from 'react-aria-components';
import { classes } from './class-names.ts';
import { Icon } from './icon.tsx';

interface Props {
  readonly title: ReactNode;
  readonly level?: 2 | 3 | 4;
  readonly isExpanded?: boolean;
  readonly onExpandedChange?: (expanded: boolean) => void;
  /** Beside the title: what belongs to it and is no part of the button. */
  readonly beside?: ReactNode;
  readonly className?: string;
  readonly headProps?: HTMLAttributes<HTMLDivElement>;
  readonly children: ReactNode;
}

/** A heading that shows and hides what is below it. */
export function Disclosure({ title, level = 3, beside, className, headProps, children, ...state }: Props) {
  return (
    <AriaDisclosure {...state} className={classes('disclosure', className)}>
      <div {...headProps} className="disclosure-head">
        <Heading level={level} className="disclosure-heading">
          <Button slot="trigger" className="disclosure-button">
            <Icon name="chevron-right" className="disclosure-mark" />
            <span className="disclosure-title">{title}</span>
          </Button>
        </Heading>
        {beside}
      </div>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </AriaDisclosure>
  );
}
