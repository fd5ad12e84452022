/** The site's views, as its own navigation lists them. */
import { css, link } from './target.ts';
import type { Visitor } from './visitor.ts';

/** The one that is on the screen; the others stay on the page, hidden. */
export const SHOWN = css('main > div:not([hidden]) > *');

/** Their names in the address. Waits until the page is there. */
export async function viewsOf(visitor: Visitor): Promise<string[]> {
  await visitor.sees(link('Measure'));
  const addresses = await visitor.evaluate(() => {
    const links = document.querySelector('lab-app')?.shadowRoot?.querySelectorAll('nav a') ?? [];
    return [...links].map((one) => one.getAttribute('href') ?? '');
  });
  return addresses.map((address) => address.replace('#/', ''));
}
