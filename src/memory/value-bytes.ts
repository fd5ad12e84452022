/** Values as bytes and back: the one door to value-writer.ts and value-reader.ts, which agree on value-tags.ts. */
export { fromBytes } from './value-reader.ts';
export { toBytes } from './value-writer.ts';
