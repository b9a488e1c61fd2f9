import { useEffect, useRef, useState } from 'react';

/** Draws at a width, in CSS pixels. */
export type Draw = (width: number) => SVGSVGElement;

/** A drawing as wide as there is room, drawn again when there is more or less. */
export function Drawing({ draw }: { readonly draw: Draw }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!place.current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width > 0) place.current?.replaceChildren(draw(width));
  }, [draw, width]);
  return <div ref={place} className="drawing" />;
}
