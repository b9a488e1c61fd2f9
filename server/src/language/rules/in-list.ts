import { listRule } from './lists.ts';

export const inList = listRule('in_list', {
  title: 'On a list',
  doc: 'The user’s id stands in the first column of a CSV file of the project; every line counts, a header included.\n\n```yaml\n- in_list: lists/vip.csv\n```',
  keyDoc: 'The path of a `.csv` file, from the project’s root.\n\n`in_list: lists/vip.csv`',
});
