import type { BuilderCard } from '../../../../server/src/protocol/index.ts';
import { MenuItem, MenuSection } from '../../ui/index.ts';
import { SmallMenu } from '../controls/small-menu.tsx';
import { useBuilder } from '../state/context.tsx';
import { cardActions } from './actions.ts';

const NAMES = { rule: 'Rule', filter: 'Filter', step: 'Step' } as const;

/** What can be done with a card, with the keys that do the same on its handle. */
export function CardMenu(props: {
  readonly card: BuilderCard;
  readonly onText: () => void;
  readonly readOnly: boolean;
}) {
  const { card, onText, readOnly } = props;
  const builder = useBuilder();
  const actions = cardActions(builder, card);
  const isStep = card.item === 'step';
  const run: Readonly<Record<string, () => void>> = {
    duplicate: actions.duplicate,
    toggle: actions.toggle,
    up: () => actions.move('up'),
    down: () => actions.move('down'),
    in: () => actions.move('in'),
    out: () => actions.move('out'),
    all: () => actions.wrap('all'),
    any: () => actions.wrap('any'),
    none: () => actions.wrap('none'),
    unwrap: actions.unwrap,
    text: onText,
    reveal: actions.reveal,
    remove: actions.remove,
  };
  return (
    <SmallMenu
      icon="ellipsis"
      label={`Actions of ${card.sentence || card.title}`}
      className="card-menu"
      onAction={(id) => run[id]?.()}
      disabledKeys={readOnly ? Object.keys(run).filter((id) => id !== 'reveal') : []}
    >
      <MenuSection title={NAMES[card.item]}>
        <MenuItem id="duplicate" icon="copy" keys="Ctrl+D">
          Duplicate
        </MenuItem>
        <MenuItem id="toggle" icon={card.disabled ? 'eye' : 'eye-closed'} keys="Ctrl+/">
          {card.disabled ? 'Enable' : 'Disable for a Moment'}
        </MenuItem>
        <MenuItem id="remove" icon="trash" keys="Delete">
          Delete
        </MenuItem>
      </MenuSection>
      <MenuSection title="Move">
        <MenuItem id="up" icon="arrow-up" keys="Alt+Up">
          Move Up
        </MenuItem>
        <MenuItem id="down" icon="arrow-down" keys="Alt+Down">
          Move Down
        </MenuItem>
        {!isStep && (
          <MenuItem id="in" icon="arrow-right" keys="Alt+Right">
            Move into Group
          </MenuItem>
        )}
        {!isStep && (
          <MenuItem id="out" icon="arrow-left" keys="Alt+Left">
            Move out of Group
          </MenuItem>
        )}
      </MenuSection>
      {!isStep && (
        <MenuSection title="Group">
          <MenuItem id="any">Wrap in “Any of”</MenuItem>
          <MenuItem id="all">Wrap in “All of”</MenuItem>
          <MenuItem id="none">Wrap in “None of”</MenuItem>
          {card.group && <MenuItem id="unwrap">Dissolve This Group</MenuItem>}
        </MenuSection>
      )}
      <MenuSection title="Text">
        <MenuItem id="text" icon="edit">
          Edit as Text
        </MenuItem>
        <MenuItem id="reveal" icon="code">
          Show in Text
        </MenuItem>
      </MenuSection>
    </SmallMenu>
  );
}
