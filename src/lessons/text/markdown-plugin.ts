/** Makes modules of the lessons' Markdown, for Vite and Vitest. What a file is turned into, compile-lesson.ts says. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { codeColours } from './colour-code.ts';
import { compileLesson, type Colour } from './compile-lesson.ts';

const LESSON_TEXT = /\/lessons\/course\/[^/]+\/[^/]+\.md$/;

export function lessonTexts(): Plugin {
  let colours: Promise<Colour> | undefined;
  return {
    name: 'overlap:lesson-texts',
    async load(id) {
      if (!LESSON_TEXT.test(id)) return null;
      colours ??= codeColours();
      try {
        return { code: compileLesson(await readFile(id, 'utf8'), await colours), moduleType: 'js', map: null };
      } catch (error) {
        return this.error(`${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}
