import type { Check } from '../check.ts';

export const noSchema: Check<{ readonly file: string }> = {
  code: 'no-schema',
  severity: 'error',
  doc: 'A segment is read with the nearest `segments.schema.yaml` in its folder or above it. Without one, its names cannot be checked.',
  message: ({ file }) =>
    `No segments.schema.yaml was found in the folder of ${file} or above it, so its names cannot be checked. Run “segments init” in the project’s folder, or move the file into a project.`,
};
