import type { Tool } from './tool.ts';
import { checkSegment } from './tools/check-segment.ts';
import { countSegment } from './tools/count-segment.ts';
import { draftSegment } from './tools/draft-segment.ts';
import { explainSegment } from './tools/explain-segment.ts';
import { searchSchema } from './tools/search-schema.ts';

/** All tools, in the order in which an agent would use them. */
export const tools: readonly Tool[] = [searchSchema, draftSegment, checkSegment, countSegment, explainSegment];
