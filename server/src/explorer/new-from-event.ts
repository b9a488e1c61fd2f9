import { quoteScalar } from '../language/index.ts';
import { folderForNew, joinUri, kebab, type ProjectSnapshot, SEGMENT_SUFFIX } from '../project/index.ts';
import type { NewFromEventResult } from '../protocol/index.ts';

/** A segment of those who did an event lately, with its window and name to be typed over; null when it is not declared. */
export function newFromEvent(snapshot: ProjectSnapshot, event: string): NewFromEventResult {
  if (!snapshot.schema.events.has(event)) return null;
  const start = kebab(event) ?? 'event';
  let id = `did-${start}`;
  for (let n = 2; snapshot.names.has(id); n++) id = `did-${start}-${n}`;
  const uri = joinUri(folderForNew(snapshot), `${id}${SEGMENT_SUFFIX}`);
  const name = quoteScalar(`Did ${event} in the last 30 days`, 'block');
  const snippet = [
    `name: \${1:${escaped(name)}}`,
    'where:',
    `  - did: ${escaped(quoteScalar(event, 'block'))}`,
    '    within: ${2:30d}$0',
    '',
  ].join('\n');
  return { uri, snippet };
}

/** Text that stands as it is in a snippet. */
const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
