import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { BuilderCards } from '../../../../server/src/protocol/index.ts';
import { Button, Menu, MenuItem } from '../../ui/index.ts';
import { Picker } from '../controls/picker.tsx';
import { useBuilder } from '../state/context.tsx';
import { GROUPS, joinOf } from './joins.ts';

const LABELS = { rule: 'Add Rule', filter: 'Add Filter', step: 'Add Step' } as const;

/** Adds a card, or a group of them, at the end of a list. What it is about is searched for right away. */
export function AddCard({ list }: { readonly list: BuilderCards }) {
  const builder = useBuilder();
  const at = { list: list.path, index: list.cards.length };
  const kind = list.item === 'rule' ? 'secondary' : 'link';
  return (
    <div className="add-cards">
      <PickCard list={list} label={LABELS[list.item]} kind={kind} />
      {list.item !== 'step' && (
        <Menu
          aria-label="Add Group"
          trigger={
            <Button kind={kind} icon="layers">
              {list.item === 'rule' ? 'Add Rule Group' : 'Add Filter Group'}
            </Button>
          }
          onAction={(group) => {
            void builder.edit({ type: 'insert', at, cards: [{ [String(group)]: [] }] }, 'first');
          }}
        >
          {GROUPS.map((group) => (
            <MenuItem key={group} id={group}>
              {`${joinOf(group).short} …`}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  );
}

/** A button that opens what can be added. */
function PickCard(props: { readonly list: BuilderCards; readonly label: string; readonly kind: 'secondary' | 'link' }) {
  const { list, label, kind } = props;
  const builder = useBuilder();
  const at = { list: list.path, index: list.cards.length };
  return (
    <DialogTrigger>
      <Button kind={kind} icon="add">
        {label}
      </Button>
      <Popover placement="bottom start" offset={3} className="list-popover">
        <Dialog aria-label={label} className="popover-content">
          {({ close }) => (
            <Picker
              label={label}
              source={{ from: 'project', at: { slot: at } }}
              onPick={({ card }) => {
                close();
                if (card) void builder.edit({ type: 'insert', at, cards: [card] }, 'first');
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
