/** One round as a part of a page, with runs that are made up: what was found is told, and nobody is kept by a run that found too little. */
import { afterEach, expect, test } from 'vitest';
import lesson from '../../src/lessons/course/the-race/lesson.ts';
import text from '../../src/lessons/course/the-race/text.md';
import type { RoundReport, StartRound } from '../../src/lessons/experiment.ts';
import '../../src/lessons/lab-round.ts';
import type { LabRound } from '../../src/lessons/lab-round.ts';
import { Notebook } from '../../src/lessons/notebook.ts';
import { contentionOf } from './contention-fixture.ts';
import { roundOf } from './round-of.ts';

afterEach(() => document.querySelector('lab-round')?.remove());

const GO_ON = 'Go on without it';
const WAYS = ['references-plain-one', 'references-atomic-one', 'references-locked-one'] as const;
const PACES = [600, 172, 87];

/** Predicted and run; the run ends with this report. */
async function ran(report: RoundReport): Promise<LabRound> {
  const view = document.createElement('lab-round');
  const round = roundOf(lesson, 'price', 'contention');
  const notebook = new Notebook(null);
  const entryNow = () => notebook.entries('the-race')[round.id] ?? null;
  const start: StartRound = () => Promise.resolve({ done: Promise.resolve(report), stop: () => undefined });
  notebook.watch(() => (view.entry = entryNow()));
  Object.assign(view, { lesson: 'the-race', round, text, notebook, start });
  document.body.append(view);
  notebook.predict('the-race', round.id, { kind: 'number', value: 2 });
  await view.updateComplete;
  view.renderRoot.querySelector<HTMLButtonElement>('button.run')?.click();
  await expect.poll(() => view.renderRoot.querySelector('.verdict, [role=alert]')).not.toBeNull();
  return view;
}

const button = (view: LabRound, name: string): HTMLButtonElement | undefined =>
  [...view.renderRoot.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);

test('what a run of contention found is told beside what was predicted', async () => {
  const view = await ran(contentionOf(WAYS.map((way, place) => ({ way, paces: { 1: PACES[place] ?? 1 } }))));
  expect(view.renderRoot.querySelector('.verdict')?.textContent).toMatch(/Otherwise than you said: 6\.9\d?×/);
  await expect.poll(() => view.renderRoot.querySelectorAll('lab-figure').length).toBe(2);
  expect(button(view, GO_ON)).toBeUndefined();
});

test('a run that found too little says so, and can be passed over', async () => {
  const view = await ran(contentionOf([]));
  expect(view.renderRoot.querySelector('[role=alert]')?.textContent).toContain('too little to answer this');
  const passed = new Promise((resolve) => view.addEventListener('lab-pass', resolve));
  button(view, GO_ON)?.click();
  await passed;
});
