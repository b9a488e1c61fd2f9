/** Observable Plot under the page's policy and in the theme's colours. */
import { type PlotOptions, plot as plotFigure } from '@observablehq/plot';

/** The theme's colours for what charts show. Never the only sign: shapes, places and words say the same. */
export const colours = {
  segment: 'var(--vscode-charts-blue, var(--vscode-focusBorder))',
  base: 'var(--chart-base)',
  entered: 'var(--vscode-charts-green)',
  left: 'var(--vscode-charts-red)',
  text: 'var(--vscode-foreground)',
  muted: 'var(--muted)',
  line: 'var(--chart-line)',
  surface: 'var(--vscode-editor-background)',
} as const;

/** The drawing. What Plot would say in a style element of its own is in our stylesheet. */
export function plot(options: PlotOptions): SVGSVGElement {
  const drawn = plotFigure({
    ...options,
    style: {
      fontFamily: 'inherit',
      fontSize: `${FONT_SIZE}px`,
      overflow: 'visible',
      background: 'none',
      color: colours.text,
    },
  }) as unknown as SVGSVGElement;
  for (const style of drawn.querySelectorAll('style')) style.remove();
  drawn.classList.add('plot');
  // The figure has the name; the table view has the numbers.
  drawn.setAttribute('aria-hidden', 'true');
  return drawn;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Several drawings of one width below each other, as one. */
export function stack(...drawings: readonly SVGSVGElement[]): SVGSVGElement {
  const size = (drawing: SVGSVGElement, side: 'width' | 'height') => Number(drawing.getAttribute(side));
  const all = document.createElementNS(SVG, 'svg');
  let height = 0;
  for (const drawing of drawings) {
    drawing.setAttribute('y', String(height));
    // A drawing in a drawing hears of the mouse only where something is painted.
    const ground = document.createElementNS(SVG, 'rect');
    for (const [name, value] of Object.entries({
      width: '100%',
      height: '100%',
      fill: 'none',
      'pointer-events': 'all',
    })) {
      ground.setAttribute(name, value);
    }
    drawing.prepend(ground);
    height += size(drawing, 'height');
    all.append(drawing);
  }
  const width = Math.max(...drawings.map((drawing) => size(drawing, 'width')));
  all.setAttribute('width', String(width));
  all.setAttribute('height', String(height));
  all.setAttribute('viewBox', `0 0 ${width} ${height}`);
  all.setAttribute('class', 'plot');
  all.setAttribute('aria-hidden', 'true');
  return all;
}

const FONT_SIZE = 11;
let brush: CanvasRenderingContext2D | null | undefined;

/** How wide a label of a drawing is: scripts differ too much for counting characters. */
export function textWidth(text: string): number {
  brush ??= document.createElement('canvas').getContext('2d');
  if (!brush) return text.length * 7;
  brush.font = `${FONT_SIZE}px ${getComputedStyle(document.body).fontFamily}`;
  return brush.measureText(text).width;
}

/** As much of a label as there is room for. */
export function shorten(text: string, room: number): string {
  if (textWidth(text) <= room) return text;
  const characters = Array.from(text);
  let [fits, tooMany] = [1, characters.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (textWidth(`${characters.slice(0, middle).join('')}…`) <= room) fits = middle;
    else tooMany = middle;
  }
  return `${characters.slice(0, fits).join('')}…`;
}
