/**
 * What reading something foreign gives: a value that has passed every check, or a sentence for the reader. Nothing that reads foreign
 * text throws at its caller.
 */
export type Read<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: string };
