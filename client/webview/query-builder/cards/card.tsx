import { memo, useId, useRef, useState } from 'react';
import type { BuilderCard } from '../../../../server/src/protocol/index.ts';
import { classes } from '../../ui/index.ts';
import { SmallButton } from '../controls/small-button.tsx';
import { Handle, type HandleKey } from '../drag/handle.tsx';
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
      aria-labelledby={name}
    >
      <span id={name} className="visually-hidden">{`${place}: ${said}${card.disabled ? ', disabled' : ''}`}</span>
      <div className="card-row">
        {!readOnly && (
          <Handle
            card={card}
            label={`Move ${place}`}
            preview={element}
            onKey={(event) => onHandleKey(event, element.current, cardActions(builder, card))}
          />
        )}
        {collapses && (
          <SmallButton
            icon={collapsed ? 'chevron-right' : 'chevron-down'}
            className="twistie"
            label={collapsed ? `Expand ${place}` : `Collapse ${place}`}
            expanded={!collapsed}
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
          <button
            type="button"
            className="chip off-mark"
            disabled={readOnly}
            onClick={cardActions(builder, card).toggle}
          >
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

/** Does what a key on a card's handle asks for; false when it asks for nothing. */
function onHandleKey(event: HandleKey, card: HTMLElement | null, actions: ReturnType<typeof cardActions>): boolean {
  const modifiers = [event.altKey && 'Alt', (event.ctrlKey || event.metaKey) && 'Ctrl'].filter(Boolean);
  switch ([...modifiers, event.key].join('+')) {
    case 'Alt+ArrowUp':
      actions.move('up');
      return true;
    case 'Alt+ArrowDown':
      actions.move('down');
      return true;
    case 'Alt+ArrowRight':
      actions.move('in');
      return true;
    case 'Alt+ArrowLeft':
      actions.move('out');
      return true;
    case 'Ctrl+d':
      actions.duplicate();
      return true;
    case 'Ctrl+/':
      actions.toggle();
      return true;
    case 'Delete':
    case 'Backspace':
      actions.remove();
      return true;
    case 'ArrowUp':
    case 'ArrowDown':
      if (card) focusBeside(card, event.key === 'ArrowUp' ? -1 : 1);
      return true;
    default:
      return false;
  }
}
