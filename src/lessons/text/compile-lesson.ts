/**
 * Turns the Markdown of a lesson into the source of a module, in the build: prose becomes templates of Lit, so that no text is ever turned
 * into markup in the page. Sections begin at headings of the second level, "## key" or "## key: a heading"; those whose key ends in goals,
 * options or reasons are lists. Shows nothing itself.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import type { ListItem } from './lesson-text.ts';

/** Code as markup, its parts told apart by classes. */
export type Colour = (code: string, language: string) => string;

const LISTS = /(?:^|\/)(?:goals|options|reasons)$/;
const LANGUAGES: Readonly<Record<string, string>> = { ts: 'TypeScript', py: 'Python', text: 'Output' };

interface Section {
  readonly key: string;
  readonly heading: string;
  readonly tokens: Token[];
}

class UnreadableLesson extends Error {
  override readonly name = 'UnreadableLesson';
}

/** Throws `UnreadableLesson` where a heading or an item is not of the form, with its line. */
export function compileLesson(source: string, colour: Colour): string {
  const markdown = markdownWith(colour);
  const { title, sections } = sectionsOf(markdown.parse(source, {}));
  const prose = sections.filter(({ key }) => !LISTS.test(key));
  const lists = sections.filter(({ key }) => LISTS.test(key));
  const record = (entries: readonly (readonly [string, string])[]): string =>
    `{${entries.map(([key, code]) => `\n  ${JSON.stringify(key)}: ${code},`).join('')}\n}`;
  const markup = (section: Section): string => markdown.renderer.render(section.tokens, markdown.options, {});
  return `import { html } from 'lit';
export default {
title: ${JSON.stringify(title)},
headings: ${record(sections.filter(({ heading }) => heading !== '').map(({ key, heading }) => [key, JSON.stringify(heading)]))},
prose: ${record(prose.map((section) => [section.key, template(markup(section))]))},
lists: ${record(lists.map((section) => [section.key, JSON.stringify(itemsOf(section))]))},
places: ${record(sections.map(({ key, heading, tokens }) => [key, JSON.stringify(placesIn([heading, ...tokens.flatMap(({ type, content }) => (type === 'fence' ? [] : content))].join(' ')))]))},
};
`;
}

function markdownWith(colour: Colour) {
  const markdown = new MarkdownIt({ html: false });
  markdown.renderer.rules['fence'] = (tokens, index) => {
    const { content = '', info = '' } = tokens[index] ?? {};
    const [language = 'text', ...title] = info.trim().split(' ');
    const name = [LANGUAGES[language] ?? language, ...title].join(' ');
    return `<figure class="code"><figcaption>${escapeMarkup(name)}</figcaption><pre tabindex="0" role="group" aria-label="${escapeMarkup(name)}"><code>${withoutPlaces(colour(content, language))}</code></pre></figure>`;
  };
  return markdown;
}

function sectionsOf(tokens: readonly Token[]): { title: string; sections: readonly Section[] } {
  let title = '';
  const sections: Section[] = [];
  for (const [index, token] of tokens.entries()) {
    const opened = tokens[index - 1];
    if (token.type === 'heading_open' || token.type === 'heading_close') {
      if (token.tag !== 'h1' && token.tag !== 'h2') sections.at(-1)?.tokens.push(token);
    } else if (opened?.type === 'heading_open' && opened.tag === 'h1') title = token.content;
    else if (opened?.type === 'heading_open' && opened.tag === 'h2') sections.push(begun(token));
    else sections.at(-1)?.tokens.push(token);
  }
  const twice = sections.find(({ key }, at) => sections.findIndex((other) => other.key === key) !== at);
  if (twice) throw new UnreadableLesson(`two sections are called "${twice.key}"`);
  if (title === '') throw new UnreadableLesson('the title is missing: begin with "# Title"');
  return { title, sections };
}

function begun(token: Token): Section {
  const [, key = '', heading = ''] = /^([a-z0-9/.-]+)(?::\s*(.+))?$/.exec(token.content) ?? [];
  if (key === '')
    throw new UnreadableLesson(`line ${(token.map?.[0] ?? 0) + 1}: a section is "## key" or "## key: heading"`);
  return { key, heading, tokens: [] };
}

function itemsOf({ key, tokens }: Section): ListItem[] {
  const needsIds = !key.endsWith('goals');
  return tokens.flatMap((token): ListItem[] => {
    if (token.type !== 'inline') return [];
    const [, id = null, text = token.content] = /^`([a-z0-9-]+)`:\s*(.+)$/s.exec(token.content) ?? [];
    if (needsIds && id === null)
      throw new UnreadableLesson(`line ${(token.map?.[0] ?? 0) + 1}: an item of "${key}" is "- \`id\`: text"`);
    return [{ id, text: text.replace(/\n/g, ' ') }];
  });
}

/** Two braces of a program are no place to fill. */
const withoutPlaces = (markup: string): string => markup.replaceAll('{{', '&#123;{');

const placesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)),
];

/** Markup as a template literal of a function of the values. Code keeps its braces: only prose has places. */
function template(markup: string): string {
  const safe = markup.replace(/[\\`]|\$(?=\{)/g, (found) => `\\${found}`);
  return `(values) => html\`${safe.replace(/\{\{(\w+)\}\}/g, (_, name: string) => `\${values[${JSON.stringify(name)}] ?? ''}`)}\``;
}

export function escapeMarkup(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (found) => entities[found] ?? found);
}
