import { createContext, useContext, useState } from 'react';

/** What a person chose in the sections, by name: kept while VS Code closes the page of a hidden panel. Nothing of users. */
export interface Choices {
  get(name: string): string | undefined;
  set(name: string, value: string | undefined): void;
}

export const ChoicesContext = createContext<Choices>({ get: () => undefined, set: () => undefined });

/** A choice that outlives the page; undefined until it is made. */
export function useChoice(name: string): [string | undefined, (value: string | undefined) => void] {
  const choices = useContext(ChoicesContext);
  const [value, setValue] = useState(() => choices.get(name));
  const choose = (chosen: string | undefined) => {
    choices.set(name, chosen);
    setValue(chosen);
  };
  return [value, choose];
}

/** The choices that a page before kept, and the way to keep more. */
export function keptChoices(kept: unknown, keep: (choices: Readonly<Record<string, string>>) => void): Choices {
  const known = typeof kept === 'object' && kept !== null && 'choices' in kept ? kept.choices : undefined;
  const entries = typeof known === 'object' && known !== null ? Object.entries(known) : [];
  const choices = new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  return {
    get: (name) => choices.get(name),
    set: (name, value) => {
      if (value === undefined) choices.delete(name);
      else choices.set(name, value);
      keep(Object.fromEntries(choices));
    },
  };
}
