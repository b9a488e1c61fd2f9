/** How the cards of a list are joined: the word between two of them, and what the list as a whole asks for. */

export interface Join {
  readonly word: string;
  /** For a screen reader: “any of these”. */
  readonly said: string;
  /** Of a group's switch. */
  readonly short: string;
}

const JOINS: Readonly<Record<string, Join>> = {
  any: { word: 'or', said: 'any of these holds', short: 'Any of' },
  none: { word: 'nor', said: 'none of these holds', short: 'None of' },
  sequence: { word: 'then', said: 'these steps in order', short: 'Steps' },
};

const ALL: Join = { word: 'and', said: 'all of these hold', short: 'All of' };

/** @param within The key that the list stands under. */
export const joinOf = (within: string): Join => JOINS[within] ?? ALL;

export const GROUPS = ['all', 'any', 'none'] as const;
