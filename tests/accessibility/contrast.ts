/**
 * The contrast of a text against what it stands on, from the colours that the browser computed: its own colour or fill, through every opacity around
 * it, on the nearest background that is painted. For text whose surroundings are plain, as those of charts and tables are.
 */
import type { Page } from 'playwright';

/** WCAG 2.2, 1.4.3, for text of any size. */
export const LEAST_CONTRAST = 4.5;

/** A contrast ratio for each path of selectors through shadow roots; 0 where there is no such element. */
export function contrasts(page: Page, nodes: readonly { readonly path: readonly string[] }[]): Promise<number[]> {
  return page.evaluate(
    contrastsInPage,
    nodes.map(({ path }) => path),
  );
}

function contrastsInPage(paths: readonly (readonly string[])[]): number[] {
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!pixel) return [];
  /** Red, green, blue and alpha, whatever the colour's notation. */
  const channels = (colour: string): readonly number[] => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    return [...pixel.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
  };
  /** WCAG 2.2, relative luminance. */
  const luminance = (colour: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = colour.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const parentOf = (element: Element): Element | null => {
    if (element.assignedSlot) return element.assignedSlot;
    const root = element.getRootNode();
    return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const contrast = (element: Element): number => {
    const { color, fill } = getComputedStyle(element);
    let opacity = 1;
    let paper: readonly number[] = [1, 1, 1, 1];
    for (let at: Element | null = element; at; at = parentOf(at)) {
      const style = getComputedStyle(at);
      const background = channels(style.backgroundColor);
      if (background[3] === 1) {
        paper = background;
        break;
      }
      opacity *= Number(style.opacity);
    }
    const ink = channels(element instanceof SVGElement ? fill : color);
    const alpha = (ink[3] ?? 1) * opacity;
    const seen = ink.slice(0, 3).map((part, at) => alpha * part + (1 - alpha) * (paper[at] ?? 0));
    const [dark = 0, light = 0] = [luminance(seen), luminance(paper)].sort((one, other) => one - other);
    return (light + 0.05) / (dark + 0.05);
  };
  return paths.map(([first = '', ...inner]) => {
    let element = document.querySelector(first);
    for (const selector of inner) element = element?.shadowRoot?.querySelector(selector) ?? null;
    return element ? contrast(element) : 0;
  });
}
