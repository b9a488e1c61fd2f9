import { type EarlierVersions, isSection, type SectionOutcome, sections, segmentSection } from '../insights/index.ts';
import type { SectionAnswer, SectionId, SectionOptions, TrendAnswer } from '../protocol/index.ts';
import { gitRevisions } from '../revisions/git.ts';
import { earlierProjects } from '../revisions/index.ts';
import type { Evaluating } from './evaluate.ts';
import { CliError, type Io } from './io.ts';
import { sectionTexts } from './sections/registry.ts';

/** A section as it is asked for: `breakdown=city`. */
export interface AskedSection {
  readonly id: SectionId;
  readonly options: unknown;
}

/** Reads `--section`. */
export function readSection(text: string): AskedSection {
  const at = text.indexOf('=');
  const id = at < 0 ? text : text.slice(0, at);
  if (!isSection(id)) {
    throw new CliError(`There is no section “${id}”. The sections are ${Object.keys(sections).join(', ')}.`);
  }
  const { argument } = sections[id];
  if (at >= 0 && !argument) throw new CliError(`The section ${id} takes nothing after “=”.`);
  const options = at >= 0 ? argument?.read(text.slice(at + 1)) : id === 'compare' ? { with: { kind: 'head' } } : {};
  return { id, options };
}

/** What each section answers, for the help. */
export const sectionHelp = (): string =>
  Object.entries(sections)
    .map(([id, { summary, argument }]) => `  ${argument ? `${id}[=${argument.name}]` : id}: ${summary}`)
    .join('\n');

/** A section's answer; of a trend all points, however many answers they take. */
export async function askSection(asked: AskedSection, on: Evaluating, io: Io): Promise<SectionOutcome<SectionId>> {
  const { snapshot, store, uri, asOf } = on;
  const earlier: EarlierVersions = {
    repository: () => gitRevisions.repositoryOf(snapshot.rootUri),
    projects: earlierProjects(),
  };
  const now = Date.now();
  const ask = (options: unknown) =>
    segmentSection(snapshot, store, uri, { section: asked.id, options, signal: io.signal, earlier, now, ...asOf });
  let result = await ask(asked.options);
  while (asked.id === 'trend' && result.state === 'ready') {
    const sofar = result.answer as TrendAnswer;
    if (sofar.next === null) break;
    io.progress(`${sofar.points.length} of ${sofar.of} points`);
    const more = await ask({ ...(asked.options as SectionOptions<'trend'>), every: sofar.every, before: sofar.next });
    if (more.state !== 'ready') return more;
    const next = more.answer as TrendAnswer;
    result = { ...more, answer: { ...next, points: [...sofar.points, ...next.points] } };
  }
  io.progress('');
  return result;
}

/** A section for people. */
export function sectionText(id: SectionId, outcome: SectionOutcome<SectionId>, color: Io['color']): string {
  const title = color.bold(sections[id].title);
  if (outcome.state === 'unavailable') return `${title}\n  ${outcome.message}\n`;
  if (outcome.state !== 'ready') return '';
  const text = sectionTexts[id] as (answer: SectionAnswer<SectionId>, color: Io['color']) => readonly string[];
  return `${[title, ...text(outcome.answer, color)].join('\n')}\n`;
}

/** A section for programs, its keys as those of the other answers. */
export function sectionJson(id: SectionId, outcome: SectionOutcome<SectionId>): object {
  if (outcome.state !== 'ready')
    return { section: id, unavailable: outcome.state === 'unavailable' ? outcome.message : '' };
  return { section: id, ...(snakeCased(outcome.answer) as object), took_ms: outcome.tookMs };
}

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value;
  const key = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [key(name), snakeCased(inner)]));
}
