import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { BuilderCards, BuilderSlot } from '../../../../server/src/protocol/index.ts';
import { Button, Menu, MenuItem } from '../../ui/index.ts';
import { Picker } from '../controls/picker.tsx';
import type { Builder } from '../state/builder.ts';
import { useBuilder } from '../state/context.tsx';
import { GROUPS, joinOf } from './joins.ts';

const PLACEHOLDERS = {
  rule: 'Search events, properties, segments, channels',
  filter: 'Search properties of the event',
  step: 'Search events',
} as const;
const LABELS = { rule: 'Add Rule', filter: 'Add Filter', step: 'Add Step' } as const;

/** Adds a card, or a group of them, at the end of a list. What it is about is searched for right away. */
export function AddCard({ list }: { readonly list: BuilderCards }) {
  const builder = useBuilder();
  const at = { list: list.path, index: list.cards.length };
  // In a group they are small: there may be many.
  const kind = list.path.length === 1 ? 'secondary' : 'link';
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
          onAction={(group) => void addGroup(builder, at, String(group))}
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

/** What a new group begins with is the server's to say: it is one of the things that can be added. */
async function addGroup(builder: Builder, at: BuilderSlot, group: string): Promise<void> {
  const known = await builder.options({ slot: at }, '');
  const card = known?.options.find((option) => option.card && Object.keys(option.card)[0] === group)?.card;
  if (card) await builder.edit({ type: 'insert', at, cards: [card] }, 'first');
}

/** A button that opens what can be added. */
function PickCard(props: { readonly list: BuilderCards; readonly label: string; readonly kind: 'secondary' | 'link' }) {
  const { list, label, kind } = props;
  const builder = useBuilder();
  const at = { list: list.path, index: list.cards.length };
  return (
    <DialogTrigger>
      <Button kind={kind} icon="add" {...(list.cards.length === 0 && { 'data-empty': '' })}>
        {label}
      </Button>
      <Popover placement="bottom start" offset={3} className="list-popover">
        <Dialog aria-label={label} className="popover-content">
          {({ close }) => (
            <Picker
              label={label}
              placeholder={PLACEHOLDERS[list.item]}
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
