import type { RunEdit } from '../edit.ts';
import { adapted } from './adapt.ts';
import { cardOf } from './resolve.ts';
import { setText } from './set-text.ts';

export const set: RunEdit<'set'> = (file, { at, value }, context) => {
  const text = setText(file, at, value);
  return typeof text === 'string' ? { text: adapted(file, text, at, context), cards: cardOf(at) } : text;
};
