/** What every lesson keeps, whichever it is: the folder is read, nothing here names one. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claims } from '../../src/experiments/claims/index.ts';
import { course } from '../../src/lessons/index.ts';
import type { Known, Round } from '../../src/lessons/lesson.ts';

const told = await course();
const KNOWN: Known = { reported: 4, found: {} };
/** A lesson is 10 to 15 minutes long, its runs at most 15 seconds. */
const MINUTES = [10, 15] as const;
const MOST_SECONDS = 15;

test('the lessons of the course have places of their own, in order', () => {
  const places = told.map(({ lesson }) => lesson.place);
  expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
});

describe.each(told.map(({ lesson, text }) => ({ id: lesson.id, lesson, text })))(
  'lesson $id',
  ({ id, lesson, text }) => {
    const idsIn = (key: string): (string | null)[] => (text.lists[key] ?? []).map((item) => item.id);

    test('says its aims, its beginning, its code and what to try next', () => {
      expect(text.lists['goals']?.length).toBeGreaterThanOrEqual(2);
      for (const section of ['intro', 'code', 'next']) expect(Object.keys(text.prose)).toContain(section);
      for (const section of ['code', 'next']) expect(text.headings[section]).toBeTruthy();
    });

    test('is as long as a lesson, and no run of it longer than 15 seconds', () => {
      expect(lesson.minutes).toBeGreaterThanOrEqual(MINUTES[0]);
      expect(lesson.minutes).toBeLessThanOrEqual(MINUTES[1]);
      for (const { usualSeconds } of lesson.rounds) expect(usualSeconds).toBeLessThanOrEqual(MOST_SECONDS);
    });

    test('names only claims that there are', () => {
      for (const claim of lesson.sources) expect(claims.ids).toContain(claim);
    });

    test.each(lesson.rounds.map((round: Round) => ({ round, name: round.id })))(
      'round $name has every text it may show',
      ({ round }) => {
        const { kind } = round.question(KNOWN);
        expect(text.headings[`${round.id}/ask`]).toBeTruthy();
        const sections = [
          'ask',
          'because',
          'notice',
          ...(round.needs === 'none' ? [] : ['without']),
          ...round.says.map((says) => `found.${says}`),
        ];
        for (const section of sections) expect(Object.keys(text.prose)).toContain(`${round.id}/${section}`);
        if (round.setting) expect(text.headings[`${round.id}/setting`]).toBeTruthy();
        if (kind === 'number') expect(text.headings[`${round.id}/number`]).toBeTruthy();
        if (kind === 'choice') expect(idsIn(`${round.id}/options`).length).toBeGreaterThan(1);
        expect(idsIn(`${round.id}/reasons`).length).toBeGreaterThan(1);
        for (const list of ['options', 'reasons'])
          expect(new Set(idsIn(`${round.id}/${list}`)).size).toBe(idsIn(`${round.id}/${list}`).length);
      },
    );

    test.each(lesson.rounds.map((round: Round) => ({ round, name: round.id })))(
      'what round $name shows before its run is known before it',
      ({ round }) => {
        const given = Object.keys(round.values?.(KNOWN) ?? {});
        for (const section of ['ask', 'number', 'options', 'without'])
          for (const place of text.places[`${round.id}/${section}`] ?? []) expect(given, section).toContain(place);
      },
    );

    test('no text is left over that no round shows', () => {
      const rounds = lesson.rounds.map((round) => round.id);
      const shown = /^(?:ask|setting|number|options|without|reasons|because|notice|found\..+)$/;
      for (const key of [...Object.keys(text.prose), ...Object.keys(text.lists)]) {
        const [round = '', section] = key.split('/');
        if (section === undefined) expect(['goals', 'intro', 'code', 'next']).toContain(key);
        else expect(rounds.includes(round) && shown.test(section), key).toBe(true);
        const says = /^found\.(.+)$/.exec(section ?? '')?.[1];
        if (says !== undefined) expect(lesson.rounds.find((one) => one.id === round)?.says).toContain(says);
      }
    });

    test('its Python is Python', ({ skip }) => {
      const markdown = readFileSync(join(import.meta.dirname, `../../src/lessons/course/${id}/text.md`), 'utf8');
      const programs = [...markdown.matchAll(/```py[^\n]*\n([\s\S]*?)```/g)].map(([, program = '']) => program);
      expect(programs.length).toBeGreaterThan(0);
      const judge = 'import ast, json, sys\nfor text in json.load(sys.stdin): ast.parse(text)';
      const { status, stderr, error } = spawnSync('python3', ['-c', judge], {
        input: JSON.stringify(programs),
        encoding: 'utf8',
      });
      if (error) return skip('there is no python3 to judge it with');
      expect(stderr).toBe('');
      expect(status).toBe(0);
    });
  },
);
