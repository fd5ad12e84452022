/**
 * A copy of a drawing that needs no style sheet: what the page's styles come to, written as presentation attributes (SVG 2, "Presentation
 * attributes"), with colours as plain numbers, since programs that open SVG files know no custom properties, `light-dark()` or `color-mix()`.
 */

const SVG = 'http://www.w3.org/2000/svg';

/** Inherited properties, and what each is where nobody says anything. */
const INHERITED: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-opacity': '1',
  'font-size': '12px',
  'font-weight': '400',
  'font-style': 'normal',
  'text-anchor': 'start',
  'paint-order': 'normal',
  'shape-rendering': 'auto',
};

/** Of no use in a file; all other attributes are geometry, references and what a pattern is made of. */
const DROPPED = /^(class|style|role|tabindex|opacity|aria-.*|xmlns.*)$/;

/** `color(srgb 0.1 0.2 0.3 / 0.5)`, what `color-mix()` comes to, as `rgb()`: older programs read nothing else. */
function plainColour(value: string): string {
  const parts = /^color\(srgb ([^)]*)\)$/.exec(value)?.[1]?.match(/[\d.e+-]+/g);
  if (!parts) return value;
  const [red = 0, green = 0, blue = 0] = parts.slice(0, 3).map((part) => Math.round(Number(part) * 255));
  return parts[3] === undefined ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${parts[3]})`;
}

/** Chromium writes a reference with the page's quotation marks. */
function plainValue(value: string): string {
  return plainColour(value)
    .replace(/url\("([^"]*)"\)/g, 'url($1)')
    .replace(/(\d)px/g, '$1');
}

type Inherited = Readonly<Record<string, string>>;

/** Writes down what differs from the parent, and hands on what the children inherit. */
function writeStyle(element: Element, copy: SVGElement, above: Inherited): Inherited {
  const style = getComputedStyle(element);
  const inherited: Record<string, string> = { ...above };
  for (const property of Object.keys(INHERITED)) {
    const value = style.getPropertyValue(property);
    if (value === '' || value === above[property]) continue;
    inherited[property] = value;
    copy.setAttribute(property, plainValue(value));
  }
  const opacity = style.getPropertyValue('opacity');
  if (opacity !== '' && opacity !== '1') copy.setAttribute('opacity', opacity);
  return inherited;
}

function copyGeometry(element: Element, copy: SVGElement): void {
  for (const { name, value } of element.attributes) {
    if (!DROPPED.test(name) && !(name in INHERITED)) copy.setAttribute(name, value);
  }
}

function copyChildren(element: Element, copy: SVGElement, inherited: Inherited): void {
  for (const child of element.childNodes) {
    if (child instanceof Text) copy.append(child.data);
    if (child instanceof SVGElement && !child.classList.contains('cursor')) copy.append(copyOf(child, inherited));
  }
}

function copyOf(element: SVGElement, above: Inherited): SVGElement {
  const copy = document.createElementNS(SVG, element.localName);
  copyGeometry(element, copy);
  copyChildren(element, copy, writeStyle(element, copy, above));
  return copy;
}

/** As a group, to be put into another drawing. Leaves out what only points at something: the cursor of a reader. */
export function plainCopy(drawn: SVGSVGElement): SVGElement {
  const group = document.createElementNS(SVG, 'g');
  copyChildren(drawn, group, writeStyle(drawn, group, INHERITED));
  return group;
}
