import * as z from 'zod';
import { radiusText } from '../values/index.ts';
import type { Operator } from './operator.ts';

export const near: Operator = {
  id: 'near',
  title: 'is near',
  doc: 'At most so far from a place, as the crow flies. Units: `m`, `km`, `mi`.\n\n`near: {lat: 18.52, lon: 73.86, radius: 5km}`',
  types: ['geo'],
  form: 'place',
  snippet: 'near: {lat: ${1}, lon: ${2}, radius: ${3:5km}}',
  shape: z.object({ lat: z.number(), lon: z.number(), radius: z.string() }),
  sentence: (operand) => {
    if (operand.kind !== 'near') throw new Error('A place was expected.');
    return `is within ${radiusText(operand.meters)} of ${operand.lat}, ${operand.lon}`;
  },
  lower: (operand, { column }) => {
    if (operand.kind !== 'near') throw new Error('A place was expected.');
    return { op: 'near', column, lat: operand.lat, lon: operand.lon, meters: operand.meters };
  },
};
