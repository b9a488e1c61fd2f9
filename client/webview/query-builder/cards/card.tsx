import { type KeyboardEvent, memo, useId, useRef, useState } from 'react';
import type { BuilderCard } from '../../../../server/src/protocol/index.ts';
import { classes, IconButton } from '../../ui/index.ts';
import { Handle } from '../drag/handle.tsx';
import { useCollapsed } from '../state/collapsed.ts';
import { useBuilder, useBuilderState } from '../state/context.tsx';
import { keyOf } from '../state/paths.ts';
import { cardActions } from './actions.ts';
import { CardBody, hasBody } from './card-body.tsx';
import { CardHead } from './card-head.tsx';
import { CardMenu } from './card-menu.tsx';
import { CardText } from './card-text.tsx';
import { focusBeside } from './focus.ts';
import { Numbers } from './numbers.tsx';
import { Problems } from './problems.tsx';

interface Props {
  readonly card: BuilderCard;
  readonly place: string;
  readonly within: string;
  /** What it stands in is disabled. */
  readonly disabled: boolean;
}

/** A rule, a filter or a step: its sentence to be changed word by word, its numbers, its problems. */
export const Card = memo(function Card({ card, place, within, disabled }: Props) {
  const builder = useBuilder();
  const readOnly = useBuilderState(({ model }) => model?.readOnly !== undefined);
  const [collapsed, setCollapsed] = useCollapsed(card.text);
  const [asText, setAsText] = useState(false);
  const element = useRef<HTMLElement>(null);
  const name = useId();
  const isOff = disabled || card.disabled;
  const frozen = isOff || readOnly;
  const said = card.sentence || card.title;
  const collapses = hasBody(card);
  const worst = card.problems.some(({ severity }) => severity === 'error') && 'has-error';
  return (
    <section
      ref={element}
      className={classes('card', `card-${card.item}`, card.group && 'card-group', isOff && 'off', worst)}
      data-card={keyOf(card.path)}
      data-line={card.lines.first}
      aria-labelledby={name}
    >
      <span id={name} className="visually-hidden">{`${place}: ${said}${card.disabled ? ', disabled' : ''}`}</span>
      <div className="card-row">
        {!readOnly && (
          <Handle
            card={card}
            label={`Move ${place}`}
            preview={element}
            onKeyDown={(event) => onHandleKey(event, cardActions(builder, card))}
          />
        )}
        {collapses && (
          <IconButton
            icon={collapsed ? 'chevron-right' : 'chevron-down'}
            className="twistie"
            label={collapsed ? `Expand ${place}` : `Collapse ${place}`}
            aria-expanded={!collapsed}
            onPress={() => setCollapsed(!collapsed)}
          />
        )}
        <div className="card-content">
          {asText ? (
            <CardText card={card} onClose={() => setAsText(false)} />
          ) : collapsed && collapses ? (
            <button type="button" className="summary" onClick={() => setCollapsed(false)} tabIndex={-1}>
              {said}
            </button>
          ) : (
            <CardHead card={card} disabled={frozen} onText={() => setAsText(true)} />
          )}
        </div>
        {card.disabled && (
          <button type="button" className="chip off-mark" disabled={readOnly} onClick={cardActions(builder, card).toggle}>
            Off
            <span className="visually-hidden">: enable {place}</span>
          </button>
        )}
        {card.item === 'rule' && <Numbers path={card.path} within={within} />}
        <CardMenu card={card} readOnly={readOnly} onText={() => setAsText(true)} />
      </div>
      {card.comment && <p className="comment">{card.comment}</p>}
      <Problems problems={card.problems} />
      {!asText && !(collapsed && collapses) && <CardBody card={card} disabled={frozen} />}
    </section>
  );
});

/** The keys of a card, on what it is taken by. */
function onHandleKey(event: KeyboardEvent, actions: ReturnType<typeof cardActions>): void {
  const modifiers = [event.altKey && 'Alt', (event.ctrlKey || event.metaKey) && 'Ctrl'].filter(Boolean);
  const keys: Readonly<Record<string, () => void>> = {
    'Alt+ArrowUp': () => actions.move('up'),
    'Alt+ArrowDown': () => actions.move('down'),
    'Alt+ArrowRight': () => actions.move('in'),
    'Alt+ArrowLeft': () => actions.move('out'),
    'Ctrl+d': actions.duplicate,
    'Ctrl+/': actions.toggle,
    Delete: actions.remove,
    Backspace: actions.remove,
    ArrowUp: () => focusBeside(event.currentTarget, -1),
    ArrowDown: () => focusBeside(event.currentTarget, 1),
  };
  const run = keys[[...modifiers, event.key].join('+')];
  if (!run) return;
  event.preventDefault();
  event.stopPropagation();
  run();
}
