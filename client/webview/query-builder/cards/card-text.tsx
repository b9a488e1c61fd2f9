import { useState } from 'react';
import type { BuilderCard } from '../../../../server/src/protocol/index.ts';
import { Button } from '../../ui/index.ts';
import { useBuilder } from '../state/context.tsx';

/** A card's YAML in a small editor. */
export function CardText({ card, onClose }: { readonly card: BuilderCard; readonly onClose: () => void }) {
  const builder = useBuilder();
  const [text, setText] = useState(card.text);
  const [refused, setRefused] = useState<string>();
  const apply = async () => {
    if (text === card.text) return onClose();
    const outcome = await builder.edit({ type: 'text', at: card.path, text }, 'handle');
    if (outcome.state === 'refused') setRefused(outcome.reason);
    else onClose();
  };
  return (
    <div className="card-text">
      <textarea
        className="input code"
        aria-label="The rule as text"
        aria-invalid={refused !== undefined || undefined}
        rows={Math.min(text.split('\n').length + 1, 20)}
        value={text}
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: a person asked to edit it
        autoFocus
        onChange={(event) => {
          setText(event.target.value);
          setRefused(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void apply();
        }}
      />
      {refused && <p className="field-problem">{refused}</p>}
      <div className="row">
        <Button kind="primary" onPress={() => void apply()} tip="Ctrl+Enter">
          Apply
        </Button>
        <Button onPress={onClose}>Cancel</Button>
        <Button kind="link" onPress={() => builder.send({ type: 'reveal', line: card.lines.first })}>
          Show in Text
        </Button>
      </div>
    </div>
  );
}
