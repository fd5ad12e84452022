/** A race in every engine: one program under models of every kind, each result right. */
import { expect, test } from './engine-test.ts';
import { button, css, role } from './target.ts';

const RACE_MS = 60_000;
const MODELS = ['main-thread', 'event-loop', 'greenlets', 'gil-threads', 'free-threads', 'processes', 'ranks'];

interface Race {
  readonly state: string;
  readonly entries: readonly {
    readonly model: string;
    readonly verified: boolean | null;
    readonly fault: string | null;
  }[];
}

test('a program is raced under models of every kind, and every result is right', async ({ visitor }) => {
  await visitor.open(`#/models?program=crunch&args=4,960&models=${MODELS.join(',')}`);
  await visitor.press(button('Race them'));
  await visitor.sees(button('Race again'), /./, RACE_MS);
  await visitor.sees(role('heading'), /finished|one run tells no winner/);
  const { content } = await visitor.saved(button('Download JSON'));
  const { state, entries } = JSON.parse(content.toString('utf8')) as Race;
  expect(state).toBe('complete');
  expect(entries.map(({ model }) => model).sort()).toEqual([...MODELS].sort());
  expect(entries.filter(({ verified }) => verified !== true)).toEqual([]);
  await visitor.sees(css('lab-lanes'));
});

test('Escape stops a race, and what there is stays', async ({ visitor }) => {
  // Tasks that wait in turn for many seconds: nothing is over before the key.
  await visitor.open('#/models?program=mixed&args=64,64,500,2&models=main-thread');
  await visitor.press(button('Race them'));
  await visitor.sees(role('cell', 'running'), /./, RACE_MS);
  await visitor.key('Escape');
  await visitor.sees(button('Race again'));
  await visitor.sees(role('heading'), /Stopped/);
});
