/** Processes take turns, wait for who is at work and do not wait for the dead. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { oneAtATime } from '../../src/cli/one-at-a-time.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-turns-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const FAST = { lookEveryMs: 5, looks: 2_000 };

/** Reads a number, gives the others time to read it too, writes one more: loses counts wherever two are at it. */
const COUNTER = `
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as later } from 'node:timers/promises';
import { oneAtATime } from ${JSON.stringify(new URL('../../src/cli/one-at-a-time.ts', import.meta.url).href)};
const [, , turn, file] = process.argv;
for (let at = 0; at < 10; at++) {
  await oneAtATime(turn, async () => {
    const count = Number(await readFile(file, 'utf8'));
    await later(2);
    await writeFile(file, String(count + 1));
  }, () => {}, ${JSON.stringify(FAST)});
}`;

test('three processes count to thirty, one at a time', { timeout: 60_000 }, async () => {
  const file = join(folder, 'count');
  const script = join(folder, 'counter.mts');
  await writeFile(file, '0');
  await writeFile(script, COUNTER);
  const ended = [1, 2, 3].map(
    () =>
      new Promise((resolve) => {
        const args = ['--import', import.meta.resolve('tsx'), script, join(folder, 'turn'), file];
        spawn(process.execPath, args, { stdio: 'inherit' }).on('close', resolve);
      }),
  );
  expect(await Promise.all(ended)).toEqual([0, 0, 0]);
  expect(await readFile(file, 'utf8')).toBe('30');
});

test('who waits says so once, and goes on when the owner is done', async () => {
  const turn = join(folder, 'turn');
  const order: string[] = [];
  let finish: () => void = () => {};
  const first = oneAtATime(turn, () => new Promise<void>((resolve) => (finish = resolve)), undefined, FAST);
  await expect.poll(() => stat(turn).then(() => 'taken')).toBe('taken');
  const wait = () => {
    order.push('waits');
    finish();
  };
  await Promise.all([
    first.then(() => order.push('first')),
    oneAtATime(turn, async () => order.push('second'), wait, FAST),
  ]);
  expect(order).toEqual(['waits', 'first', 'second']);
});

test('nobody waits for an owner that died: its folder is not touched any more', async () => {
  const turn = join(folder, 'turn');
  await mkdir(turn);
  expect(await oneAtATime(turn, async () => 'done', undefined, { lookEveryMs: 5, looks: 4 })).toBe('done');
});

test('work that fails gives its turn back', async () => {
  const turn = join(folder, 'turn');
  await expect(oneAtATime(turn, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await oneAtATime(turn, async () => 'next')).toBe('next');
});

test('a place that may not be written is an error, not a wait', async () => {
  await expect(oneAtATime(join(folder, 'none', 'turn'), async () => 0)).rejects.toThrow('ENOENT');
});
