import { type ReactNode, useEffect, useRef } from 'react';
import type { Arrangement, InsightsNumbers } from '../../../server/src/protocol/index.ts';
import { announce, Button, count, Menu, MenuItem, MenuSection, MenuSeparator } from '../ui/index.ts';
import { atFirst, moveBy, moveTo, opened, setCollapsed, setHidden, shown } from './arrangement.ts';
import { usePanel } from './panel-state.ts';
import { SectionFrame } from './section-frame.tsx';
import { sections } from './sections/registry.ts';
import type { Section } from './sections/section.ts';

type Arrange = (arrangement: Arrangement | null) => void;

interface Props {
  readonly arrangement: Arrangement;
  readonly arrange: Arrange;
}

const byId = (id: string) => sections.find((section) => section.id === id) as Section;

/** The sections as the person arranged them. */
export function Sections({
  arrangement,
  arrange,
  numbers,
  basis,
}: Props & { readonly numbers: InsightsNumbers; readonly basis: string | undefined }): ReactNode {
  const visible = shown(arrangement);
  useWanted(arrangement, arrange);
  const move = (id: string, moved: Arrangement) => {
    if (moved === arrangement) return;
    const order = shown(moved);
    arrange(moved);
    announce(`${byId(id).title} moved to place ${order.indexOf(id) + 1} of ${order.length}.`);
  };
  if (!visible.length) {
    return <p className="muted">All sections are hidden. Show them again with “Sections” at the top.</p>;
  }
  return visible.map((id, place) => (
    <SectionFrame
      key={id}
      section={byId(id)}
      numbers={numbers}
      basis={basis}
      arranging={{
        place,
        of: visible.length,
        isCollapsed: arrangement.collapsed.includes(id),
        setCollapsed: (isCollapsed) => arrange(setCollapsed(arrangement, id, isCollapsed)),
        moveBy: (by) => move(id, moveBy(arrangement, id, by)),
        take: (moved) => visible.includes(moved) && move(moved, moveTo(arrangement, moved, id)),
        hide: () => {
          arrange(setHidden(arrangement, [...arrangement.hidden, id]));
          announce(`${byId(id).title} is hidden. “Sections” at the top shows it again.`);
          document.getElementById(SECTIONS_BUTTON)?.focus();
        },
      }}
    />
  ));
}

/** Opens the section that the person asked for elsewhere, and brings it into sight. */
function useWanted(arrangement: Arrangement, arrange: Arrange): void {
  const { wanted } = usePanel();
  const done = useRef<typeof wanted>(undefined);
  useEffect(() => {
    if (!wanted || done.current === wanted || !arrangement.order.includes(wanted.section)) return;
    const { section } = wanted;
    if (arrangement.hidden.includes(section) || arrangement.collapsed.includes(section)) {
      // Drawn open it comes here again.
      arrange(opened(arrangement, section));
      return;
    }
    done.current = wanted;
    document.querySelector(`[data-section="${section}"]`)?.scrollIntoView();
  }, [wanted, arrangement, arrange]);
}

const SECTIONS_BUTTON = 'sections-menu';

/** Which sections are shown, and all of them at once. */
export function SectionsMenu({ arrangement, arrange }: Props) {
  const act = (key: unknown) => {
    if (key === 'expand') arrange({ ...arrangement, collapsed: [] });
    else if (key === 'collapse') arrange({ ...arrangement, collapsed: arrangement.order });
    else if (key === 'reset') arrange(null);
  };
  const isUsual = JSON.stringify(arrangement) === JSON.stringify(atFirst(sections));
  return (
    <Menu
      aria-label="Sections"
      onAction={act}
      trigger={
        <Button id={SECTIONS_BUTTON} kind="tool" icon="layers" tip="Show, hide and arrange sections">
          Sections
          {arrangement.hidden.length > 0 && <span className="muted">{count(arrangement.hidden.length)} hidden</span>}
        </Button>
      }
    >
      <MenuSection
        title="Show"
        selectionMode="multiple"
        shouldCloseOnSelect={false}
        selectedKeys={shown(arrangement)}
        onSelectionChange={(keys) =>
          keys !== 'all' &&
          arrange(
            setHidden(
              arrangement,
              arrangement.order.filter((id) => !keys.has(id)),
            ),
          )
        }
      >
        {arrangement.order.map((id) => (
          <MenuItem key={id} id={id}>
            {byId(id).title}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem id="expand" icon="expand-all">
        Expand all
      </MenuItem>
      <MenuItem id="collapse" icon="collapse-all">
        Collapse all
      </MenuItem>
      <MenuItem id="reset" icon="discard" isDisabled={isUsual}>
        Reset the arrangement
      </MenuItem>
    </Menu>
  );
}
