/**
 * Where this page itself is, as links to it begin: without what stands behind a question mark or a #, which may be of somebody's mail program.
 */
export function baseAddress({ origin, pathname }: Pick<Location, 'origin' | 'pathname'> = location): string {
  return `${origin}${pathname}`;
}
