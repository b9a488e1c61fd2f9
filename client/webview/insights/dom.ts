type Child = Node | string | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element. Text becomes text nodes, so nothing that comes from data is ever read as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

/** A button that keeps its focus over a redraw by its key. */
export function button(
  key: string,
  attributes: Attributes,
  run: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const made = element('button', { type: 'button', 'data-key': key, ...attributes }, ...children);
  made.addEventListener('click', run);
  return made;
}

/** A bar of `part` in `whole`. Drawn in SVG: its attributes need no inline style. The numbers beside it say the same. */
export function bar(part: number, whole: number, kind: string): SVGElement {
  const percent = whole > 0 ? Math.min(Math.max((100 * part) / whole, 0), 100) : 0;
  const svg = shape('svg', { class: `bar ${kind}`, 'aria-hidden': 'true', focusable: 'false' });
  svg.append(shape('rect', { class: 'bar-track', width: '100%', height: '100%', rx: 3 }));
  // Somebody is never drawn as nobody.
  const width = part > 0 ? Math.max(percent, 0.6) : 0;
  svg.append(shape('rect', { class: 'bar-fill', width: `${width.toFixed(2)}%`, height: '100%', rx: 3 }));
  return svg;
}

const ICONS = {
  refresh: 'M13.2 8a5.2 5.2 0 1 1-1.5-3.7M13.4 2v2.9h-2.9',
  export: 'M8 10V2.4M5 5.2l3-3 3 3M2.6 9.6v3a1 1 0 0 0 1 1h8.8a1 1 0 0 0 1-1v-3',
  lock: 'M4.6 7V5.2a3.4 3.4 0 0 1 6.8 0V7M3.4 7h9.2v6.6H3.4zM8 9.6v1.6',
  error: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 4.8v4M8 11.1v.1',
  warning: 'M8 2.2 14.4 13.6H1.6zM8 6.4v3.4M8 11.7v.1',
  people:
    'M6 7.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM1.4 13.6c0-2.6 2-4 4.6-4s4.6 1.4 4.6 4M10.8 2.8a2.4 2.4 0 0 1 0 4.5M12.2 9.9c1.5.5 2.4 1.8 2.4 3.7',
  clock: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 4.6V8l2.4 1.6',
} as const;

/** A line icon in the text's colour. Decoration: the words beside it say what it means. */
export function icon(name: keyof typeof ICONS): SVGElement {
  const svg = shape('svg', {
    class: `icon icon-${name}`,
    viewBox: '0 0 16 16',
    'aria-hidden': 'true',
    focusable: 'false',
  });
  svg.append(shape('path', { d: ICONS[name] }));
  return svg;
}

function shape(tag: string, attributes: Attributes): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(made, attributes);
  return made;
}

function setAttributes(made: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(made: Element, children: readonly Child[]): void {
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
}
