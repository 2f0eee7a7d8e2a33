export type { AddedRelation, Definition } from './composition/composition';
export { Composer, type RunOptions } from './composer';
export type { InspectedComponent, Inspection } from './sources/inspect';
export { type ComposerOptions, type DatabaseSettings, placesOf } from './options';
export type { CheckResult, Outcome, Watch } from './outputs/outcome';
export { stagingPattern } from './publish/staging';
export type { ComponentFolder, Ignored } from './sources/source';
export { type Step, steps } from './timing/step';
export { timesOf } from './timing/times';
