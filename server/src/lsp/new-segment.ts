import { translatePrompt } from '../agent/index.ts';
import { joinUri, kebab, SEGMENT_SUFFIX, segmentIdOf } from '../project/index.ts';
import type { NewSegmentParams, NewSegmentResult } from '../protocol/index.ts';
import { projectNear, type RequestParts } from './custom-requests.ts';
