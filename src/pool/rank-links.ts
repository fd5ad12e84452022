/** Message channels between ranks, one for each pair. */

/** By rank: its end of the channel to each other rank, null to itself. */
export function rankLinks(size: number): (MessagePort | null)[][] {
  const links: (MessagePort | null)[][] = Array.from({ length: size }, () => Array.from({ length: size }, () => null));
  for (let one = 0; one < size; one++) {
    for (let other = one + 1; other < size; other++) {
      const { port1, port2 } = new MessageChannel();
      links[one]?.splice(other, 1, port1);
      links[other]?.splice(one, 1, port2);
    }
  }
  return links;
}
