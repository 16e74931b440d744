export { type MergeIds, type MergePair, type Merging, mergeEntries, mergePair } from './merge.ts';
