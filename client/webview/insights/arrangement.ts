/** The order of sections, which are hidden and which collapsed. Pure. */
import type { Arrangement } from '../../../server/src/protocol/index.ts';

/** What is needed of a section to arrange it. */
export interface Arranged {
  readonly id: string;
  readonly isCollapsedAtFirst: boolean;
}

/** As the sections stand before anybody moved one. */
export function atFirst(sections: readonly Arranged[]): Arrangement {
  return {
    order: sections.map(({ id }) => id),
    hidden: [],
    collapsed: sections.filter(({ isCollapsedAtFirst }) => isCollapsedAtFirst).map(({ id }) => id),
  };
}

/** What was remembered, with each section there is, once: one that came since stands after what it follows at first. */
export function complete(remembered: Arrangement | null, sections: readonly Arranged[]): Arrangement {
  const usual = atFirst(sections);
  if (!remembered) return usual;
  const known = (ids: readonly string[]) => [...new Set(ids)].filter((id) => usual.order.includes(id));
  const order = known(remembered.order);
  const added = usual.order.filter((id) => !order.includes(id));
  for (const id of added) {
    const before = usual.order[usual.order.indexOf(id) - 1];
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  const collapsed = [...known(remembered.collapsed), ...added.filter((id) => usual.collapsed.includes(id))];
  return { order, hidden: known(remembered.hidden), collapsed };
}

/** The sections to be seen, in order. */
export function shown({ order, hidden }: Arrangement): readonly string[] {
  return order.filter((id) => !hidden.includes(id));
}

/** Moves a section into the place that another one has among those to be seen. */
export function moveTo(arrangement: Arrangement, id: string, place: string): Arrangement {
  const { order } = arrangement;
  const to = order.indexOf(place);
  if (id === place || to < 0 || !order.includes(id)) return arrangement;
  const others = order.filter((each) => each !== id);
  others.splice(to, 0, id);
  return { ...arrangement, order: others };
}

/** One place up (-1) or down (1) among those to be seen; the same object at the end. */
export function moveBy(arrangement: Arrangement, id: string, by: -1 | 1): Arrangement {
  const visible = shown(arrangement);
  const place = visible[visible.indexOf(id) + by];
  return place === undefined ? arrangement : moveTo(arrangement, id, place);
}

export function setHidden(arrangement: Arrangement, hidden: readonly string[]): Arrangement {
  return { ...arrangement, hidden: arrangement.order.filter((id) => hidden.includes(id)) };
}

/** A section to be seen, and open. */
export function opened(arrangement: Arrangement, id: string): Arrangement {
  const visible = setHidden(
    arrangement,
    arrangement.hidden.filter((each) => each !== id),
  );
  return setCollapsed(visible, id, false);
}

export function setCollapsed(arrangement: Arrangement, id: string, isCollapsed: boolean): Arrangement {
  const others = arrangement.collapsed.filter((each) => each !== id);
  return { ...arrangement, collapsed: isCollapsed ? [...others, id] : others };
}
