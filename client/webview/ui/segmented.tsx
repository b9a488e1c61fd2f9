import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { classes } from './class-names.ts';

interface Props<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly selected: Id | undefined;
  readonly onSelect: (id: Id) => void;
  readonly className?: string;
}

/** One of two to five, all to be seen. */
export function Segmented<Id extends string>({ label, options, selected, onSelect, className }: Props<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={classes('segmented', className)}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={selected === undefined ? [] : [selected]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined && key !== selected) onSelect(key as Id);
      }}
    >
      {options.map(({ id, label: words }) => (
        <ToggleButton key={id} id={id} className="segmented-button">
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
