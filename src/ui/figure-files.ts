/**
 * A picture as a file, as it is laid out and in the colours it is seen in: SVG with every style written out, and a PNG made from
 * that. Both carry heading, note and where the numbers come from, since a picture is soon parted from its page. Loaded when asked for.
 */
import { dateWords } from '../base/dates.ts';
import { linesOf } from '../charts/text-lines.ts';
import { plainCopy } from './plain-svg.ts';
import type { FigureSource } from './figure-source.ts';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const LINE = 16;
const HEADING = 15;
const SMALL = 12;
/** Pixels of a PNG to a CSS pixel. */
const PNG_SCALE = 2;
/** No side of a canvas may be longer, in any browser. */
const LONGEST_SIDE = 16_000;

export interface FigureWords {
  readonly heading: string;
  readonly note: string;
  readonly source: FigureSource | null;
}

export function sourceLine(source: FigureSource | null): string {
  if (!source) return 'Measured with Overlap';
  const { browser, startedAt, name = '' } = source;
  const machine = `${browser.name} ${browser.version.split('.')[0] ?? ''} on ${browser.platform}`;
  const day = dateWords(startedAt, 'dayInUtc');
  return [...(name === '' ? [] : [name]), machine, ...(day === '' ? [] : [day]), 'measured with Overlap'].join(' · ');
}

/** A name of a file that any system takes. */
export function fileName(heading: string, source: FigureSource | null, kind: 'svg' | 'png'): string {
  const words = heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return ['overlap', words || 'picture', ...(source ? [source.startedAt.slice(0, 10)] : [])].join('-') + `.${kind}`;
}

interface Line {
  readonly text: string;
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
}

/** A token of the page as a colour, through an element that wears it: only so is `light-dark()` worked out. */
function tokenReader(within: Element): (token: string) => string {
  return (token) => {
    const probe = document.createElement('span');
    probe.hidden = true;
    probe.style.color = `var(${token})`;
    (within.parentElement ?? document.body).append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}

function textAt({ text, size, colour, bold = false }: Line, y: number): SVGElement {
  const element = document.createElementNS(SVG, 'text');
  const attributes = { x: MARGIN, y, fill: colour, 'font-size': size, ...(bold && { 'font-weight': 600 }) };
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}

function named(name: 'title' | 'desc', text: string): SVGElement {
  const element = document.createElementNS(SVG, name);
  element.textContent = text;
  return element;
}

/** Puts lines below each other from `top` on, and says where the last one ends. */
function write(lines: readonly Line[], top: number, root: SVGElement): number {
  let y = top;
  for (const line of lines) {
    y += line.size === HEADING ? LINE + 4 : LINE;
    root.append(textAt(line, y));
  }
  return y;
}

/** The drawing of a figure as a document of its own. */
export function figureSvg(drawn: SVGSVGElement, words: FigureWords): SVGSVGElement {
  const token = tokenReader(drawn);
  const [paper, ink, soft] = [token('--paper'), token('--ink'), token('--soft')];
  const width = Math.ceil(Number(drawn.getAttribute('width'))) + 2 * MARGIN;
  const room = width - 2 * MARGIN;
  const small = (text: string): Line[] =>
    linesOf(text, room).map((line) => ({ text: line, size: SMALL, colour: soft }));
  const heading = linesOf(words.heading, (room * SMALL) / HEADING, 'bold');

  const root = document.createElementNS(SVG, 'svg');
  const back = document.createElementNS(SVG, 'rect');
  root.append(named('title', words.heading), named('desc', `${words.note} ${sourceLine(words.source)}`.trim()), back);
  const head = write(
    [...heading.map((text) => ({ text, size: HEADING, colour: ink, bold: true })), ...small(words.note)],
    MARGIN / 2,
    root,
  );
  const top = head + MARGIN;
  const picture = plainCopy(drawn);
  picture.setAttribute('transform', `translate(${MARGIN} ${top})`);
  root.append(picture);
  const bottom = write(small(sourceLine(words.source)), top + Number(drawn.getAttribute('height')) + MARGIN / 2, root);
  const height = Math.ceil(bottom + MARGIN);
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const type = { 'font-family': 'system-ui, sans-serif', 'font-size': SMALL };
  for (const [name, value] of Object.entries({ ...size, ...type })) root.setAttribute(name, String(value));
  for (const [name, value] of Object.entries({ width, height, fill: paper })) back.setAttribute(name, String(value));
  return root;
}

/** Characters that no XML document may have, not even escaped (XML 1.0, section 2.2): a machine's name may hold them, and none opens then. */
const NOT_IN_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

export function svgBlob(svg: SVGSVGElement): Blob {
  const text = new XMLSerializer().serializeToString(svg).replace(NOT_IN_XML, '\ufffd');
  return new Blob([`${text}\n`], { type: 'image/svg+xml' });
}

/** At two pixels to one, fewer where the picture would be larger than a canvas may be. Rejects where it cannot be drawn. */
export async function pngBlob(svg: SVGSVGElement): Promise<Blob> {
  const [width, height] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
  const scale = Math.min(PNG_SCALE, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives the page no canvas to draw on');
  const address = URL.createObjectURL(svgBlob(svg));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  } finally {
    URL.revokeObjectURL(address);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('this browser could not make a picture of that size');
  return blob;
}
