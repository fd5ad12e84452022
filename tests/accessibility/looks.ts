/** The ways in which each state is looked at: two widths, each light and dark. */
import type { Page } from 'playwright';

export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

const HEIGHTS: Readonly<Record<number, number>> = { 1280: 800, 360: 740 };

export const LOOKS: readonly Look[] = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
];

export const lookName = ({ width, scheme }: Look): string => `${width} ${scheme}`;

/** Leaves the page laid out anew. */
export async function lookAt(page: Page, { width, scheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: HEIGHTS[width] ?? 800 });
  // Charts follow their width one frame later, and are drawn in the next.
  await page.evaluate(
    () =>
      new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(drawn)))),
  );
}
