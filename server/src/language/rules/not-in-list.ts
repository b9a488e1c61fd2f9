import { listRule } from './lists.ts';

export const notInList = listRule('not_in_list', {
  title: 'Not on a list',
  doc: 'The user’s id does not stand in the first column of a CSV file of the project.\n\n```yaml\n- not_in_list: lists/staff.csv\n```',
  keyDoc: 'The path of a `.csv` file, from the project’s root.\n\n`not_in_list: lists/staff.csv`',
});
