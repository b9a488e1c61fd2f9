import { useEffect, useState } from 'react';
import type { BuilderOption, BuilderOptionsParams, BuilderPath } from '../../../../server/src/protocol/index.ts';
import { useBuilder } from '../state/context.tsx';

/** Where the options of a list come from. */
export type OptionSource =
  /** All of them are known: searched here. */
  | { readonly from: 'given'; readonly options: readonly BuilderOption[] }
  /** From the schema and the project; `data`: those that the data has, with users, come first. */
  | { readonly from: 'project'; readonly at: BuilderOptionsParams['at']; readonly data?: BuilderPath };

const NOTHING: readonly BuilderOption[] = [];

/** What can be picked for what is typed. Older answers are dropped; the last list stays until the next is here. */
export function useOptions(
  source: OptionSource,
  search: string,
): { readonly options: readonly BuilderOption[]; readonly busy: boolean } {
  const builder = useBuilder();
  const [found, setFound] = useState<{ for: string; options: readonly BuilderOption[] }>();
  // A source is made anew with each drawing: as text it is the same one while it says the same.
  const asked = source.from === 'given' ? undefined : JSON.stringify(source);

  useEffect(() => {
    if (asked === undefined) return;
    const { at, data: field }: Extract<OptionSource, { from: 'project' }> = JSON.parse(asked);
    let current = true;
    const data = field ? builder.values(field, search) : undefined;
    const show = (options: readonly BuilderOption[]) => current && setFound({ for: search, options });
    void builder.options(at, search).then(async (known) => {
      if (!known) return;
      show(known.options);
      const values = await data;
      if (values?.state === 'ready' && values.options.length) show(withData(known.options, values.options));
    });
    return () => {
      current = false;
    };
  }, [builder, asked, search]);

  if (source.from === 'given') return { options: matching(source.options, search), busy: false };
  const options = found?.options ?? NOTHING;
  if (found?.for === search) return { options, busy: false };
  // Until the answer is here: of the last list what fits, so that Enter never takes what nobody looked for.
  return { options: matching(options, search), busy: true };
}

function matching(options: readonly BuilderOption[], search: string): readonly BuilderOption[] {
  const wanted = search.trim().toLowerCase();
  if (!wanted) return options;
  return options.filter(({ label, detail }) => `${label} ${detail ?? ''}`.toLowerCase().includes(wanted));
}

/** Values of the data with their users; then what the schema knows besides. */
function withData(known: readonly BuilderOption[], data: readonly BuilderOption[]): readonly BuilderOption[] {
  const byValue = new Map(known.map((option) => [option.value, option]));
  const seen = new Set(data.map(({ value }) => value));
  return [
    ...data.map((option) => ({ ...byValue.get(option.value), ...option })),
    ...known.filter(({ value }) => !seen.has(value)),
  ];
}
