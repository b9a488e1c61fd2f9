/** All edits by their type. */
import type { BuilderEdit } from '../../protocol/index.ts';
import { disable, enable } from './disable.ts';
import { duplicate } from './duplicate.ts';
import type { RunEdit } from './edit.ts';
import { key } from './fields/key.ts';
import { set } from './fields/set.ts';
import { unset } from './fields/unset.ts';
import { fix } from './fix.ts';
import { insert } from './insert.ts';
import { kind } from './kind.ts';
import { move } from './move.ts';
import { remove } from './remove.ts';
import { text } from './text.ts';
import { unwrap } from './unwrap.ts';
import { wrap } from './wrap.ts';

export const edits = {
  insert,
  remove,
  move,
  duplicate,
  wrap,
  unwrap,
  disable,
  enable,
  kind,
  set,
  unset,
  key,
  text,
  fix,
} as const satisfies { readonly [Type in BuilderEdit['type']]: RunEdit<Type> };
