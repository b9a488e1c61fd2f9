import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Toolbar, useDrag, useDrop } from 'react-aria-components';
import { classes, Disclosure, ErrorBoundary, Icon, IconButton } from '../ui/index.ts';
import { Waiting } from './answered.tsx';
import type { Section, SectionProps } from './sections/section.ts';

/** What is dragged: a section of this panel, by its id. */
const TYPE = 'application/x-segments-section';

export interface Arranging {
  readonly place: number;
  readonly of: number;
  readonly isCollapsed: boolean;
  setCollapsed(isCollapsed: boolean): void;
  moveBy(by: -1 | 1): void;
  /** Puts the section with this id into this one's place. */
  take(id: string): void;
  hide(): void;
}

interface Props extends SectionProps {
  readonly section: Section;
  readonly arranging: Arranging;
}

/** A section with its heading, the tools that arrange it, and its body while it is open and was looked at. */
export function SectionFrame({ section, arranging, ...props }: Props) {
  const { id, title, about, Body } = section;
  const frame = useRef<HTMLElement>(null);
  const { isSeen, wasSeen } = useSeen(frame, props.basis);
  const { dropProps, isDropTarget } = useDrop({
    ref: frame,
    getDropOperation: (types) => (types.has(TYPE) ? 'move' : 'cancel'),
    onDrop: async ({ items }) => {
      const [item] = items;
      if (item?.kind === 'text') arranging.take(await item.getText(TYPE));
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    event.stopPropagation();
    arranging.moveBy(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <section
      {...dropProps}
      ref={frame}
      className={classes('section', isDropTarget && 'drop-target')}
      data-section={id}
      aria-label={title}
    >
      <Disclosure
        level={2}
        title={
          <>
            {title} {arranging.isCollapsed && <span className="section-about">{about}</span>}
          </>
        }
        isExpanded={!arranging.isCollapsed}
        onExpandedChange={(isExpanded) => arranging.setCollapsed(!isExpanded)}
        headProps={{ onKeyDownCapture: onKeyDown }}
        beside={<Tools section={section} arranging={arranging} />}
      >
        {!arranging.isCollapsed &&
          (wasSeen ? (
            <ErrorBoundary what={title}>
              <Body numbers={props.numbers} basis={isSeen ? props.basis : undefined} />
            </ErrorBoundary>
          ) : (
            <Waiting />
          ))}
      </Disclosure>
    </section>
  );
}

function Tools({ section: { id, title }, arranging }: { readonly section: Section; readonly arranging: Arranging }) {
  const { place, of, isCollapsed } = arranging;
  const { dragProps } = useDrag({ getItems: () => [{ [TYPE]: id, 'text/plain': title }] });
  return (
    <Toolbar className="section-tools" aria-label={`Arrange ${title}`}>
      {/* For the mouse; the arrows do the same by keyboard. */}
      <div {...dragProps} className="grip" aria-hidden="true">
        <Icon name="gripper" />
      </div>
      <IconButton
        icon="arrow-up"
        label="Move up (Alt+Up)"
        isDisabled={place === 0}
        onPress={() => arranging.moveBy(-1)}
      />
      <IconButton
        icon="arrow-down"
        label="Move down (Alt+Down)"
        isDisabled={place === of - 1}
        onPress={() => arranging.moveBy(1)}
      />
      <IconButton
        icon={isCollapsed ? 'chevron-down' : 'chevron-up'}
        label={isCollapsed ? 'Expand' : 'Collapse'}
        onPress={() => arranging.setCollapsed(!isCollapsed)}
      />
      <IconButton icon="eye-closed" label="Hide" onPress={() => arranging.hide()} />
    </Toolbar>
  );
}

/** Whether the element was in sight, or nearly, since `basis` is what it is; and whether it ever was. */
function useSeen(element: { readonly current: HTMLElement | null }, basis: string | undefined) {
  const [seen, setSeen] = useState<{ readonly basis: string | undefined }>();
  const isSeen = seen !== undefined && seen.basis === basis;
  useEffect(() => {
    if (!element.current || isSeen) return undefined;
    const look = (entries: readonly IntersectionObserverEntry[]) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen({ basis });
    };
    const observer = new IntersectionObserver(look, { rootMargin: '150px' });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, basis, isSeen]);
  return { isSeen, wasSeen: seen !== undefined };
}
