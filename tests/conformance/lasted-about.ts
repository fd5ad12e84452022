/** CPython's rule for timed waits: at least 0.6 and less than 10 times as long as asked for. */
export function lastedAbout(took: number, asked: number): boolean {
  return took >= 0.6 * asked && took < 10 * asked;
}
