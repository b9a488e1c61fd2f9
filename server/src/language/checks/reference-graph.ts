/** References between segments as a graph of ids: which of them run in circles. */

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** For every id that lies on a circle, a number that all ids of its circles share. Ids on none are absent. */
export function circles(edges: Edges): ReadonlyMap<string, number> {
  const reversed = new Map<string, Set<string>>();
  for (const [from, targets] of edges) {
    for (const to of targets) reversed.set(to, (reversed.get(to) ?? new Set()).add(from));
  }
  const order: string[] = [];
  const seen = new Set<string>();
  for (const start of edges.keys()) visitAfter(start, edges, seen, order);
  const circleOf = new Map<string, number>();
  const taken = new Set<string>();
  // Kosaraju: in reverse order of finishing, what is reached against the edges forms one component.
  order.reverse().forEach((start, number) => {
    const component: string[] = [];
    visitAfter(start, reversed, taken, component);
    const [only = ''] = component;
    if (component.length > 1 || edges.get(only)?.has(only)) for (const id of component) circleOf.set(id, number);
  });
  return circleOf;
}

/** Depth first without recursion, since chains of references may be long: ids in the order in which they finish. */
function visitAfter(start: string, edges: Edges, seen: Set<string>, finished: string[]): void {
  if (seen.has(start)) return;
  seen.add(start);
  const path = [{ id: start, targets: (edges.get(start) ?? new Set<string>()).values() }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.targets.next();
    if (next.done) {
      finished.push(top.id);
      path.pop();
    } else if (!seen.has(next.value)) {
      seen.add(next.value);
      path.push({ id: next.value, targets: (edges.get(next.value) ?? new Set<string>()).values() });
    }
  }
}

/** The shortest circle that begins with the reference from `from` to `to`: `from` first, the way back left out. */
export function circleThrough(from: string, to: string, edges: Edges): readonly string[] {
  if (from === to) return [from];
  const cameFrom = new Map<string, string>([[to, from]]);
  const queue = [to];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const next of edges.get(id) ?? []) {
      if (next === from) {
        const way = [id];
        for (let at = id; at !== to; ) {
          at = cameFrom.get(at) ?? to;
          way.unshift(at);
        }
        return [from, ...way];
      }
      if (!cameFrom.has(next)) {
        cameFrom.set(next, id);
        queue.push(next);
      }
    }
  }
  return [from, to];
}
