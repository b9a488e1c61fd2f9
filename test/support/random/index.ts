/**
 * Random projects and random valid segments, for the conformance tests.
 * Invariant: the same seed gives the same project and the same segments, byte for byte; every segment is valid
 * by the contract, and its values are drawn from the data, so that its set is seldom empty or everybody.
 */
export { features, REQUIRED_FEATURES } from './features.ts';
export { type RandomProject, randomProject } from './project.ts';
export { createRng, type Rng } from './rng.ts';
export { randomSegment } from './segments.ts';
export { shrink } from './shrink.ts';
