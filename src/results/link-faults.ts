/** How many of the faults of a link of settings are told. Makes none itself. */

/** Faults of one link that are spelled out: a forged one has room for a hundred thousand. */
const MOST_FAULTS = 12;

/** Those that are shown of them, and how many more there are. */
export function fewOf(faults: readonly string[]): string[] {
  const more = faults.length - MOST_FAULTS;
  return more > 0 ? [...faults.slice(0, MOST_FAULTS), `And ${more} more.`] : [...faults];
}
