/** `near`: a place and a distance. */
import { report } from '../checks/check.ts';
import { missingKey } from '../checks/missing-key.ts';
import { invalidDistance } from '../checks/rules/invalid-distance.ts';
import { outOfRange } from '../checks/rules/out-of-range.ts';
import type { Operand } from '../model.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { parseRadius } from '../values/index.ts';
import type { RuleContext } from './context.ts';
import { present, readFields, readNumber, reportWrong } from './fields.ts';

/** The operand of `near`; undefined when it was reported. */
export function readPlace(node: SyntaxNode, key: string, context: RuleContext): Operand | undefined {
  if (node.kind !== 'map')
    return reportWrong(node, key, 'a place such as {lat: 18.52, lon: 73.86, radius: 5km}', context);
  const fields = readFields(node, ['lat', 'lon', 'radius'], '“near”', context);
  const part = (name: string) => {
    const entry = fields.get(name);
    if (entry === undefined) context.report(report(missingKey, node.range, { key: name, where: '“near”' }));
    return entry && present(entry, 'a value', context);
  };
  const [latNode, lonNode, radiusNode] = [part('lat'), part('lon'), part('radius')];
  const lat = latNode && readNumber(latNode, 'lat', context);
  const lon = lonNode && readNumber(lonNode, 'lon', context);
  const meters = radiusNode && readRadius(radiusNode, context);
  if (lat !== undefined && Math.abs(lat) > 90) {
    const data = { what: 'A latitude', value: String(lat), allowed: '−90 to 90', suggestions: [] };
    context.report(report(outOfRange, latNode!.range, data));
    return undefined;
  }
  return lat === undefined || lon === undefined || meters === undefined
    ? undefined
    : { kind: 'near', lat, lon, meters };
}

function readRadius(node: SyntaxNode, context: RuleContext): number | undefined {
  if (node.kind !== 'scalar') return reportWrong(node, 'radius', 'a distance such as 5km', context);
  const text = typeof node.value === 'string' ? node.value : node.source;
  const meters = parseRadius(text);
  if (meters !== undefined) return meters;
  const better = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/(kilomet(er|re)s?|kms)$/, 'km')
    .replace(/miles?$/, 'mi')
    .replace(/(meters?|metres?)$/, 'm');
  const guess = /^[\d.]+$/.test(better) ? `${better}km` : better;
  const suggestions = parseRadius(guess) === undefined ? [] : [guess];
  context.report(report(invalidDistance, node.range, { text, suggestions }, { suggestions }));
  return undefined;
}
