import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip } from 'react-aria-components';

/** What a hover says. Its trigger is inside React Aria's `TooltipTrigger`. */
export function Tooltip({ children }: { readonly children: ReactNode }) {
  return (
    <AriaTooltip className="tooltip" offset={4}>
      {children}
    </AriaTooltip>
  );
}
