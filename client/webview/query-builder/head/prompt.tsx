import { useState } from 'react';
import { Button, Icon } from '../../ui/index.ts';
import { useBuilder, useBuilderState } from '../state/context.tsx';

/** Says in words what shall change. It is proposed as a diff; nothing changes before it is accepted there. */
export function Prompt() {
  const builder = useBuilder();
  const refining = useBuilderState((state) => state.refining);
  const [words, setWords] = useState('');
  const prompt = words.trim();
  return (
    <form
      className="prompt"
      aria-label="Change this segment in words"
      onSubmit={(event) => {
        event.preventDefault();
        if (prompt && !refining) builder.refine(prompt);
      }}
    >
      <Icon name="sparkle" />
      <input
        type="text"
        className="prompt-input"
        aria-label="What shall change"
        placeholder="Say what shall change: “only those in Mumbai or Delhi”, “bought twice instead of once”"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button type="submit" kind="primary" isDisabled={!prompt || refining}>
        {refining ? 'Refining…' : 'Refine'}
      </Button>
    </form>
  );
}
