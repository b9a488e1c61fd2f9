import { useEffect, useState } from 'react';
import type { SectionAnswer, SectionId, SectionOptions, SectionResult } from '../../../server/src/protocol/index.ts';
import { useAsks } from './host.ts';
import type { SectionProps } from './sections/section.ts';

/** What a section knows so far. */
export interface Asked<Id extends SectionId> {
  /** The newest answer; older than the question when `isStale`. */
  readonly answer: SectionAnswer<Id> | undefined;
  /** Why there is none; one sentence. */
  readonly message: string | undefined;
  /** The answer is of an older text, instant or choice. */
  readonly isStale: boolean;
  /** There is none yet, or a newer one is asked for; that is not done while the text changes or nobody looks. */
  readonly isLoading: boolean;
  readonly retry: () => void;
}

interface Heard<Id extends SectionId> {
  readonly key: string;
  readonly hostState: boolean | undefined;
  readonly answer: SectionAnswer<Id> | undefined;
  readonly message: string | undefined;
  /** There is more of the answer to come. */
  readonly isPart: boolean;
}

/** How an answer that comes in parts goes on. */
export interface Parts<Id extends SectionId> {
  /** What to ask for the part that follows; undefined after the last. */
  readonly follow: (answer: SectionAnswer<Id>) => SectionOptions<Id> | undefined;
  readonly join: (before: SectionAnswer<Id>, part: SectionAnswer<Id>) => SectionAnswer<Id>;
}

/**
 * Asks for a section's numbers whenever the first numbers or `options` are new; the question ends when they change or the section is
 * closed. While the text is newer than the numbers nothing is asked, and what there is is stale. Answers that come in
 * parts show as they come.
 */
export function useSection<Id extends SectionId>(
  id: Id,
  options: SectionOptions<Id>,
  { numbers, basis }: Pick<SectionProps, 'numbers' | 'basis'>,
  parts?: Parts<Id>,
  /** What the host adds to the question by itself: another one makes it ask anew. */
  hostState?: boolean,
): Asked<Id> {
  const asks = useAsks();
  const [newest, setHeard] = useState<Heard<Id>>();
  // Personal data is gone as soon as it is masked, and not when the masked answer is there.
  const heard = newest?.hostState === hostState ? newest : undefined;
  const [tries, setTries] = useState(0);
  const key = `${basis ?? ''} ${tries} ${hostState} ${JSON.stringify(options)}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the options and the basis.
  useEffect(() => {
    if (basis === undefined) return undefined;
    let end: (() => void) | undefined;
    const ask = (wanted: SectionOptions<Id>, before?: SectionAnswer<Id>) => {
      end = asks.ask(id, wanted, (result) => {
        const message = problem(result, numbers);
        if (result?.state !== 'ready') return setHeard({ key, hostState, answer: before, message, isPart: false });
        const answer = before && parts ? parts.join(before, result.answer) : result.answer;
        const more = parts?.follow(result.answer);
        setHeard({ key, hostState, answer, message, isPart: more !== undefined });
        if (more !== undefined) ask(more, answer);
      });
    };
    ask(options);
    return () => end?.();
  }, [key]);

  const isStale = heard !== undefined && heard.key !== key;
  return {
    answer: heard?.answer,
    message: isStale ? undefined : heard?.message,
    isStale,
    isLoading: heard === undefined || (basis !== undefined && (isStale || heard.isPart)),
    retry: () => setTries(tries + 1),
  };
}

function problem(result: SectionResult | null, numbers: SectionProps['numbers']): string | undefined {
  if (result === null) return 'The language server did not answer; its log says why.';
  if (result.state === 'unavailable' || result.state === 'failed') return result.message;
  if (result.state === 'invalid') return 'The segment has errors; fix them to see these numbers.';
  const isSame = result.version === numbers.version && result.storeVersion === numbers.storeVersion;
  return isSame ? undefined : 'The text or the data changed meanwhile; refresh to count again.';
}
