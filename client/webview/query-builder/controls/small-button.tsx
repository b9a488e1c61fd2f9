import type { Ref } from 'react';
import { classes, Icon, type IconName } from '../../ui/index.ts';

/**
 * A button that is an icon, for places where there are hundreds: its name is its tooltip, as the browser shows it, and
 * it costs nothing before it is pressed.
 */
export function SmallButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly onPress: () => void;
  readonly className?: string;
  readonly expanded?: boolean;
  /** It opens a menu. */
  readonly menu?: boolean;
  /** Words beside the icon. */
  readonly words?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  const { icon, label, onPress, className, expanded, menu, words, ref } = props;
  return (
    <button
      ref={ref}
      type="button"
      className={classes('small-button', words === undefined && 'icon-only', className)}
      aria-label={words === undefined ? label : `${words}: ${label}`}
      aria-expanded={expanded}
      aria-haspopup={menu ? 'menu' : undefined}
      title={label}
      onClick={onPress}
      onKeyDown={(event) => {
        if (menu && event.key === 'ArrowDown' && !event.altKey) onPress();
      }}
    >
      <Icon name={icon} />
      {words}
    </button>
  );
}
