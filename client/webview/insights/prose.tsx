import type { ReactNode } from 'react';

const BULLET = /^( *)- (.*)$/;

interface Item {
  readonly words: string;
  readonly items: Item[];
}
type Block = string | Item[];

/** Text whose lines may begin with “- ”, indented by two for each level, as paragraphs and real lists. */
export function Prose({ text }: { readonly text: string }): ReactNode {
  return read(text).map((block, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a text have nothing else, and no state.
    typeof block === 'string' ? <p key={index}>{block}</p> : <List key={index} items={block} />,
  );
}

function List({ items }: { readonly items: readonly Item[] }): ReactNode {
  return (
    <ul>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <li key={index}>
          {item.words}
          {item.items.length > 0 && <List items={item.items} />}
        </li>
      ))}
    </ul>
  );
}

function read(text: string): Block[] {
  const blocks: Block[] = [];
  /** The open lists, the outermost first. */
  let lists: Item[][] = [];
  for (const line of text.split('\n')) {
    const [, indent = '', words = ''] = BULLET.exec(line) ?? [];
    if (words === '') {
      lists = [];
      if (line.trim() !== '') blocks.push(line);
      continue;
    }
    // Never deeper than one below what is there, however it is indented.
    const depth = Math.min(Math.floor(indent.length / 2), lists.length);
    lists = lists.slice(0, depth + 1);
    let list = lists[depth];
    if (!list) {
      list = lists[depth - 1]?.at(-1)?.items ?? [];
      if (depth === 0) blocks.push(list);
      lists = [...lists, list];
    }
    list.push({ words, items: [] });
  }
  return blocks;
}
