/**
 * Units as names. Times are milliseconds on one clock, sizes are bytes.
 * Aliases only: they document, they do not convert.
 */
export type Milliseconds = number;
export type Bytes = number;
