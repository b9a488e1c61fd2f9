/** Text that Markdown shows as it is. (`appendText` would make every space a hard one, so that lines break within words.) */
export const plain = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, '\\$&').replace(/\n/g, '  \n');
