// What mocha printed, line by line: how many passed and failed, and what it said of failures.

/** Begins a part of a step that can be run once more: `── project ──`, `── project, once more ──`. */
const PART = /^── (.+?)(, once more)? ──$/;

/** Announces a part of a step; `again` when it runs for the second time, and the first no longer counts. */
export const partHeading = (name, again) => `── ${name}${again ? ', once more' : ''} ──`;

/** Reads the lines that a step printed. */
export function readMocha() {
  const begin = (name) => ({ name, passing: 0, failing: 0, failures: [], isTelling: false });
  let part = begin('');
  const parts = [part];
  const repeated = [];
  return {
    line(text) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes
      const plain = text.replaceAll(/\x1b\[\d+m/g, '');
      const heading = PART.exec(plain);
      if (heading) {
        if (heading[2]) repeated.push(parts.pop());
        part = begin(heading[1]);
        parts.push(part);
        return;
      }
      const count = /^\s+(\d+) (passing|failing)\b/.exec(plain);
      if (count) part[count[2]] += Number(count[1]);
      // From there to the part's end it is about failures.
      if (count?.[2] === 'failing') part.isTelling = true;
      if (part.isTelling) part.failures.push(text);
    },
    /** Of all parts, of each that ran twice the second run; `repeated` are the first runs of these. */
    result() {
      const sum = (of) => parts.reduce((total, each) => total + each[of], 0);
      return {
        passing: sum('passing'),
        failing: sum('failing'),
        failures: parts.flatMap(({ failures }) => failures),
        repeated,
      };
    },
  };
}
