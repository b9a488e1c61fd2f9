import { type ReactNode, useRef, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import type { BuilderCards } from '../../../../server/src/protocol/index.ts';
import { Button, Icon, Menu, MenuItem } from '../../ui/index.ts';
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
export function PickCard(props: {
  readonly list: BuilderCards;
  readonly label: string;
  readonly kind: 'primary' | 'secondary' | 'link';
  readonly children?: ReactNode;
}) {
  const { list, label, kind } = props;
  const builder = useBuilder();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const at = { list: list.path, index: list.cards.length };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`button button-${kind}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Icon name="add" />
        {label}
      </button>
      {open && (
        <Popover triggerRef={button} isOpen onOpenChange={setOpen} placement="bottom start" offset={3} className="popover">
          <Dialog aria-label={label} className="popover-content">
            <Picker
              label={label}
              source={{ from: 'project', at: { slot: at } }}
              onPick={({ card }) => {
                setOpen(false);
                if (card) void builder.edit({ type: 'insert', at, cards: [card] }, 'first');
              }}
            />
          </Dialog>
        </Popover>
      )}
    </>
  );
}
