import type { Rule } from '../../model.ts';
import type { RuleContext } from '../context.ts';
export function checkMeaning(_rules: readonly Rule[], _context: RuleContext): void {}
