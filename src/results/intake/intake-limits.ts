/** How much is read of what was dropped onto the page. The one place where these bounds stand; each has a sentence when it is met. */
export const INTAKE = {
  /** Results of all files together. */
  results: 10_000,
  /** Points on the curves of all results together: about 150 bytes each in memory. */
  points: 2_000_000,
  /** Whole documents are kept beside their summaries up to this many results. */
  documents: 100,
  /** Characters of one document, or of one line of NDJSON. A thorough run of every kernel has half a million; a forged one takes half a second. */
  document: 2_000_000,
  /** Characters of one row of a CSV, quoted line breaks included. */
  row: 8_192,
  /** Bytes of one file, unpacked. */
  file: 256 * 2 ** 20,
  /** Bytes of all files together, unpacked. */
  total: 512 * 2 ** 20,
  /** Times its own size that a file may unpack to, once past as many bytes: results come to 15, gzip at its tightest to 1032 (RFC 1951). */
  tightest: { times: 200, beyond: 32 * 2 ** 20 },
  /** What a file may hold that is no result before the rest of it is left unread. */
  refused: 10_000,
  /** Faults that are spelled out. */
  faults: 20,
  /** Bytes read from a file at once. */
  slice: 2 ** 19,
  /** Bytes unpacked at once: 4 MB at gzip's tightest. */
  packed: 2 ** 12,
  /** Files whose first slice is under way while an earlier one is read. */
  ahead: 32,
} as const;
