/** A lesson's Markdown becomes a module: sections under their keys, places filled, no text turned into markup in the page. */
import { expect, test } from 'vitest';
import { compileLesson } from '../../src/lessons/text/compile-lesson.ts';
import { codeColours } from '../../src/lessons/text/colour-code.ts';

const compiled = (source: string): string => compileLesson(source, (code) => code);

test('sections stand under their keys, with the heading behind the colon', () => {
  const module = compiled('# Title\n\n## intro\n\nSome *words*.\n\n## first/ask: How many?\n\nSay it.\n');
  expect(module).toContain('title: "Title"');
  expect(module).toContain('"first/ask": "How many?"');
  expect(module).toContain('"intro": (values) => html`<p>Some <em>words</em>.</p>');
});

test('a place is filled from the values, in prose and nowhere in code', () => {
  const module = compiled('# T\n\n## a/found.more\n\n{{proven}} ran.\n\n```py\nf"{{x}}"\n```\n');
  expect(module).toContain('${values["proven"] ?? \'\'} ran.');
  expect(module).toContain('"a/found.more": ["proven"]');
  expect(module).toContain('f"&#123;{x}}"');
});

test('back-ticks, backslashes and dollars of a text end no template', () => {
  const module = compiled('# T\n\n## intro\n\n```ts\nconst a = `x${1}\\n`;\n```\n');
  expect(module).toContain('const a = \\`x\\${1}\\\\n\\`;');
});

test('markup in a text stays text', () => {
  expect(compiled('# T\n\n## intro\n\n<img src=x>\n')).toContain('&lt;img src=x&gt;');
});

test('items of options are read with their ids, over line breaks', () => {
  const module = compiled('# T\n\n## a/options\n\n- `same`: The same,\n  as before\n- `less`: Less\n');
  expect(module).toContain('[{"id":"same","text":"The same, as before"},{"id":"less","text":"Less"}]');
});

test.each([
  ['## intro\n\nText', 'the title is missing'],
  ['# T\n\n## Intro And More\n', 'a section is'],
  ['# T\n\n## a/options\n\n- no id\n', 'line 5: an item of "a/options"'],
  ['# T\n\n## intro\n\n## intro\n', 'two sections are called "intro"'],
])('a text that is not of the form is refused with the reason: %j', (source, reason) => {
  expect(() => compiled(source)).toThrow(reason);
});

test('code is coloured by classes, without styles that the policy would refuse', async () => {
  const colour = await codeColours();
  const python = colour('def work(part):\n    return "a < b"  # why\n', 'py');
  expect(python).toContain('<span class="keyword">def</span>');
  expect(python).toContain('class="comment"');
  expect(python).toContain('a &lt; b');
  expect(python).not.toContain('style');
  expect(colour('a < b', 'text')).toBe('a &lt; b');
});
