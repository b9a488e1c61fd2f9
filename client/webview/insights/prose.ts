import { element } from './dom.ts';

const BULLET = /^( *)- (.*)$/;

/** Text whose lines may begin with “- ”, indented by two for each level, as paragraphs and real lists. */
export function prose(text: string): HTMLElement[] {
  const made: HTMLElement[] = [];
  /** The open lists, the outermost first. */
  let lists: HTMLUListElement[] = [];
  for (const line of text.split('\n')) {
    const [, indent = '', words = ''] = BULLET.exec(line) ?? [];
    if (words === '') {
      lists = [];
      if (line.trim() !== '') made.push(element('p', {}, line));
      continue;
    }
    // Never deeper than one below what is there, however it is indented.
    const depth = Math.min(Math.floor(indent.length / 2), lists.length);
    lists = lists.slice(0, depth + 1);
    let list = lists[depth];
    if (!list) {
      list = element('ul');
      const parent = lists[depth - 1]?.lastElementChild;
      if (parent) parent.append(list);
      else made.push(list);
      lists = [...lists, list];
    }
    list.append(element('li', {}, words));
  }
  return made;
}
