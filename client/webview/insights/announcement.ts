import { count, share } from '../ui/index.ts';
import type { View } from './view.ts';

/** What a screen reader says after a change, or undefined when it should stay silent (while typing). */
export function announcement(view: View): string | undefined {
  if (view.phase === 'idle') return undefined;
  if (view.phase === 'loading') return `Counting ${view.name}.`;
  if (view.updating) return undefined;
  const { result } = view;
  if (result.state === 'failed') return result.message;
  if (result.state === 'invalid') {
    return result.problems.length === 1 ? '1 problem to fix.' : `${count(result.problems.length)} problems to fix.`;
  }
  const { total, of } = result.users;
  return `${result.name}: ${count(total)} of ${count(of)} users, ${share(total, of)}. ${count(result.reachableAny)} reachable.`;
}
