import * as z from 'zod';

/** For sections without a choice. */
export const noOptions = z.strictObject({});
