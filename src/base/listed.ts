/** Several things in a sentence: "a, b and c". The formatter is made when it is first asked for, as those of dates are. */

const made = new Map<Intl.ListFormatType, Intl.ListFormat>();

function formatter(type: Intl.ListFormatType): Intl.ListFormat {
  const format = made.get(type) ?? new Intl.ListFormat('en-GB', { type });
  made.set(type, format);
  return format;
}

/** @example listed(['a', 'b', 'c']) // 'a, b and c' */
export function listed(things: readonly string[]): string {
  return formatter('conjunction').format(things);
}

/** @example eitherOf(['a', 'b']) // 'a or b' */
export function eitherOf(things: readonly string[]): string {
  return formatter('disjunction').format(things);
}

/** The things, and what stands between them. */
export function listedParts(things: readonly string[]): ReturnType<Intl.ListFormat['formatToParts']> {
  return formatter('conjunction').formatToParts(things);
}
