import type { Draw } from './drawing.tsx';

/** Of a picture, in CSS pixels; it has twice as many. */
const WIDTH = 720;
const MARGIN = 16;
/** What the stylesheet and the theme say about a shape, to be said by the picture itself. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'display',
  'visibility',
] as const;

/** The drawing as a PNG with a title, in the theme's colours as they are now. */
export async function toPng(draw: Draw, title: string): Promise<Blob> {
  const drawn = draw(WIDTH);
  const stage = document.createElement('div');
  stage.className = 'stage';
  stage.append(drawn);
  document.body.append(stage);
  try {
    resolveColours(drawn);
  } finally {
    stage.remove();
  }
  const height = Number(drawn.getAttribute('height'));
  drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const picture = new Image(WIDTH, height);
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawn))}`;
  await picture.decode();
  return paint(picture, height, title);
}

function resolveColours(drawn: SVGSVGElement): void {
  const shapes = [drawn, ...drawn.querySelectorAll<SVGElement>('*')];
  const styles = shapes.map((shape) => {
    const computed = getComputedStyle(shape);
    return PROPERTIES.map((property) => [property, computed.getPropertyValue(property)] as const);
  });
  shapes.forEach((shape, index) => {
    for (const [property, value] of styles[index] ?? []) if (value) shape.setAttribute(property, value);
    shape.removeAttribute('style');
    shape.removeAttribute('class');
  });
}

async function paint(picture: HTMLImageElement, height: number, title: string): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const top = MARGIN + 28;
  canvas.width = 2 * (WIDTH + 2 * MARGIN);
  canvas.height = 2 * (height + top + MARGIN);
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('This browser cannot paint.');
  const body = getComputedStyle(document.body);
  brush.scale(2, 2);
  brush.fillStyle = body.backgroundColor;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = body.color;
  brush.font = `600 14px ${body.fontFamily}`;
  brush.fillText(title, MARGIN, MARGIN + 14, WIDTH);
  brush.drawImage(picture, MARGIN, top, WIDTH, height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('The picture could not be made.'))), 'image/png');
  });
}

/** For a message to the host. */
export async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
