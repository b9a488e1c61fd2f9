import type { BuilderKey, BuilderPath } from '../../../../server/src/protocol/index.ts';
import { MenuItem, MenuSection } from '../../ui/index.ts';
import { SmallMenu } from '../controls/small-menu.tsx';
import { useBuilder } from '../state/context.tsx';

const SECTIONS: readonly (readonly [title: string, roles: readonly BuilderKey['role'][]])[] = [
  ['Condition', ['operator']],
  ['When', ['window']],
  ['How often, how much', ['measure']],
  ['More', ['modifier', 'kind', 'head']],
];

/** What can still be said in a rule or in a part of it, behind one small button. */
export function AddKey(props: {
  readonly at: BuilderPath;
  readonly keys: readonly BuilderKey[];
  readonly label: string;
  /** Shown on the button. */
  readonly words?: string;
}) {
  const { at, keys, label, words } = props;
  const builder = useBuilder();
  if (!keys.length) return null;
  const sections = SECTIONS.map(([title, roles]) => ({ title, keys: keys.filter(({ role }) => roles.includes(role)) }));
  return (
    <SmallMenu
      icon="add"
      label={label}
      words={words}
      className="add-key"
      onAction={(id) => {
        const key = keys.find((one) => one.key === id);
        if (key) void builder.edit({ type: 'set', at: [...at, key.key], value: key.blank }, 'first');
      }}
    >
      {sections
        .filter((section) => section.keys.length)
        .map((section) => (
          <MenuSection key={section.title} title={section.title}>
            {section.keys.map(({ key, title }) => (
              <MenuItem key={key} id={key}>
                {title}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
    </SmallMenu>
  );
}
