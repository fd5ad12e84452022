/** Pictures that are saved: what is in the file is what was seen, and it needs nothing of this page. */
import { afterEach, describe, expect, it } from 'vitest';
import { handshake } from '../../src/charts/handshake.ts';
import { speedUp } from '../../src/charts/speed-up.ts';
import { timeline } from '../../src/charts/timeline.ts';
import type { Picture } from '../../src/charts/picture.ts';
import { fileName, figureSvg, pngBlob, sourceLine, svgBlob } from '../../src/ui/figure-files.ts';
import { ASK_SOURCE, type SourceAsked, sourceOf } from '../../src/ui/figure-source.ts';
import '../../src/ui/lab-figure.ts';
import '../../src/ui/page.css';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

const SOURCE = {
  browser: { name: 'Chromium', version: '156.0.1', platform: 'Linux' },
  startedAt: '2026-11-30T19:00:00Z',
  name: 'Lab <PC> & 7',
};
const WORDS = {
  heading: 'Speed-up & more',
  note: 'a note that is so long that it has to be broken '.repeat(6),
  source: SOURCE,
};

const report = SAMPLE_REPORTS['eight cores']!;
const laws = report.laws.filter(({ model }) => model === 'free-threads');
const PICTURES: Readonly<Record<string, Picture>> = {
  'the speed-up, with laws': speedUp({
    ...report.cores,
    series: report.series,
    laws,
    recommended: null,
    drawLaws: true,
  }),
  'a timeline, with patterns': timeline(report.timelines.at(-1)!),
  'the handshake': handshake(report.cores.handshake),
};

async function drawn(picture: Picture, dark = false): Promise<SVGSVGElement> {
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  const figure = document.createElement('lab-figure');
  figure.style.width = '640px';
  figure.picture = picture;
  document.body.append(figure);
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const svg = figure.renderRoot.querySelector('svg');
    if (svg) return svg;
  }
}

afterEach(() => {
  document.querySelectorAll('lab-figure').forEach((figure) => figure.remove());
  document.documentElement.style.colorScheme = '';
});

/** As an image, the way another program would open it: no style sheet of this page reaches in. */
async function pixelsOf(blob: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

function at({ data, width }: ImageData, x: number, y: number): string {
  const from = 4 * (y * width + x);
  return [...data.slice(from, from + 3)].join(' ');
}

function colours({ data }: ImageData): Map<string, number> {
  const counts = new Map<string, number>();
  for (let from = 0; from < data.length; from += 4) {
    const colour = `${data[from]} ${data[from + 1]} ${data[from + 2]}`;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

describe.each(Object.entries(PICTURES))('a saved picture: %s', (_, picture) => {
  it('is one XML document that needs no style sheet: no class, no style, no custom property, no address', async () => {
    const text = await svgBlob(figureSvg(await drawn(picture), WORDS)).text();
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(document.querySelector('parsererror')).toBe(null);
    expect(document.documentElement.namespaceURI).toBe('http://www.w3.org/2000/svg');
    for (const element of document.querySelectorAll('*')) {
      expect(element.hasAttribute('class') || element.hasAttribute('style'), element.outerHTML).toBe(false);
      for (const { name, value } of [...element.attributes].filter((one) => one.name !== 'xmlns')) {
        expect(value, name).not.toMatch(/var\(|light-dark|color-mix|color\(|NaN|https?:|undefined/);
      }
    }
    // Patterns that are used are in the file.
    for (const [, id] of text.matchAll(/url\(#([^)]*)\)/g)) expect(document.getElementById(id ?? '')).not.toBe(null);
    expect(text).toContain('Lab &lt;PC&gt; &amp; 7 · Chromium 156 on Linux · 30 November 2026 · measured with Overlap');
  });

  it('is one XML document whatever a machine is called', async () => {
    const name = 'a\0\u0001\u001b[31m\ufffe]]></text><script>';
    const svg = figureSvg(await drawn(picture), { ...WORDS, heading: name, source: { ...SOURCE, name } });
    const document = new DOMParser().parseFromString(await svgBlob(svg).text(), 'image/svg+xml');
    expect(document.querySelector('parsererror, script')).toBe(null);
    expect(document.querySelector('title')?.textContent).toBe('a\ufffd\ufffd\ufffd[31m\ufffd]]></text><script>');
    expect((await pngBlob(svg)).size).toBeGreaterThan(0);
  });

  it('has every text of the drawing, and leaves the reader’s cursor behind', async () => {
    const svg = await drawn(picture);
    const words = (within: Element): string[] =>
      [...within.querySelectorAll('text')].map(({ textContent }) => textContent.trim()).filter(Boolean);
    const copy = words(figureSvg(svg, WORDS));
    for (const word of words(svg)) expect(copy).toContain(word);
    expect(svg.querySelectorAll('path').length).toBeLessThanOrEqual(
      figureSvg(svg, WORDS).querySelectorAll('path').length,
    );
  });

  it('is a PNG of two pixels to one that decodes and is no blank sheet', async () => {
    const svg = figureSvg(await drawn(picture), WORDS);
    const blob = await pngBlob(svg);
    expect(blob.type).toBe('image/png');
    const pixels = await pixelsOf(blob);
    expect([pixels.width, pixels.height]).toEqual(
      ['width', 'height'].map((side) => 2 * Number(svg.getAttribute(side))),
    );
    const seen = colours(pixels);
    expect(at(pixels, 1, 1)).toBe('251 250 246');
    expect(seen.size).toBeGreaterThan(20);
    const paper = seen.get('251 250 246') ?? 0;
    expect(paper / (pixels.width * pixels.height)).toBeLessThan(0.99);
  });

  it('has the dark paper where the page is dark', async () => {
    const pixels = await pixelsOf(await pngBlob(figureSvg(await drawn(picture, true), WORDS)));
    expect(at(pixels, 1, 1)).toBe('20 22 26');
  });
});

describe('the line under a saved picture', () => {
  it('is asked of whoever holds the result, through every shadow', () => {
    const outer = document.createElement('div');
    const inner = document.createElement('div');
    outer.attachShadow({ mode: 'open' }).append(inner);
    document.body.append(outer);
    expect(sourceOf(inner)).toBe(null);
    outer.addEventListener(ASK_SOURCE, (event) => ((event as CustomEvent<SourceAsked>).detail.source = SOURCE));
    expect(sourceOf(inner)).toEqual(SOURCE);
    outer.remove();
  });

  it('names no machine where nobody knows, and no day where there is none', () => {
    expect(sourceLine(null)).toBe('Measured with Overlap');
    expect(sourceLine({ ...SOURCE, name: '', startedAt: 'once' })).toBe(
      'Chromium 156 on Linux · measured with Overlap',
    );
  });

  it('gives the file a name that any system takes', () => {
    expect(fileName('Serial fraction: by/number', SOURCE, 'svg')).toBe(
      'overlap-serial-fraction-by-number-2026-11-30.svg',
    );
    expect(fileName('…', null, 'png')).toBe('overlap-picture.png');
  });
});

describe('the footer of a figure', () => {
  it('offers both files once Save is pressed, and hides them again', async () => {
    const svg = await drawn(PICTURES['the handshake']!);
    const root = svg.getRootNode() as ShadowRoot;
    const save = [...root.querySelectorAll('button')].find(({ textContent }) => textContent === 'Save')!;
    save.click();
    const until = async (isThere: boolean): Promise<void> => {
      while ((root.querySelector('lab-figure-files') !== null) !== isThere) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    };
    await until(true);
    const files = root.querySelector('lab-figure-files')!;
    await files.updateComplete;
    expect([...files.renderRoot.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
      'SVG, to print or edit',
      'PNG, for slides',
    ]);
    expect(save.getAttribute('aria-expanded')).toBe('true');
    save.click();
    await until(false);
  });
});
