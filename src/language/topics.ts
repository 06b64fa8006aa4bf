import type { Concept } from './concepts.ts';

/** Concepts that are a subject of their own: two of them side by side are two requests. */
export const topicConcepts: ReadonlySet<Concept> = new Set<Concept>([
  'nat',
  'lb',
  'dns',
  'hybrid',
  'security',
  'exposure',
  'cost',
]);
