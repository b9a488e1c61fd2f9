/**
 * The sections of the panel, in the order they stand in.
 * One file a section; a section that does not apply to the view is left out.
 */
import type { View } from '../view.ts';
import { audience } from './audience.ts';
import { data } from './data.ts';
import { empty } from './empty.ts';
import { failed } from './failed.ts';
import { header } from './header.ts';
import { idle } from './idle.ts';
import { loading } from './loading.ts';
import { problems } from './problems.ts';
import { reach } from './reach.ts';
import { rules } from './rules.ts';
import { sample } from './sample.ts';
import type { Section } from './section.ts';

export const sections = [
  idle,
  header,
  loading,
  problems,
  failed,
  audience,
  empty,
  reach,
  rules,
  sample,
  data,
] satisfies readonly Section<never>[] as readonly Section<View & never>[];
