/** One part of a step, as mocha told of it. */
interface Part {
  readonly name: string;
  readonly passing: number;
  readonly failing: number;
  readonly failures: readonly string[];
}

interface Result {
  readonly passing: number;
  readonly failing: number;
  readonly failures: readonly string[];
  readonly repeated: readonly Part[];
}

export function partHeading(name: string, again: boolean): string;
export function readMocha(): { line(text: string): void; result(): Result };
