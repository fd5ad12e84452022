/** Large numbers as they are written here: digits in threes, set apart by a narrow space. */

/**
 * @example grouped(1234567) // '1 234 567', with narrow spaces that no line breaks at
 */
export function grouped(value: number): string {
  return value.toLocaleString('en').replaceAll(',', '\u202f');
}
