/** Programs that read files under the models of the page's own thread, on virtual time: when the file is there, and who waits for it. */
import { describe, expect, test } from 'vitest';
import { playInTurn } from '../../../src/models/play/in-turn.ts';
import { Stopped } from '../../../src/pool/errors.ts';
import { join, print, readFile, sleep, spawn } from '../../../src/programs/operations.ts';
import {
  ALL,
  FILE_BYTES,
  OVERLAPPING,
  playVirtually,
  printedInWords,
  program,
  spansInWords,
  type FileEvent,
} from './virtual-page.ts';

const twoReaders = {
  ...program({
    *main(ms = 0) {
      const one = yield* spawn('reader', ms);
      const other = yield* spawn('reader', ms);
      return (yield* join(one)) + (yield* join(other));
    },
    *reader(ms = 0) {
      const bytes = yield* readFile();
      yield* print('has read');
      if (ms < 0) throw new Error('a reader throws');
      if (ms > 0) yield* sleep(ms);
      return bytes;
    },
  }),
  readsFiles: true as const,
};

test('in turn the thread waits for one read after the other', async () => {
  const played = await playVirtually(playInTurn, twoReaders);
  expect(played.result).toBe(2 * FILE_BYTES);
  expect(printedInWords(played)).toEqual(['5 1: has read', '10 2: has read']);
  expect(spansInWords(played)).toEqual(['1 waiting-io 0–5', '2 waiting-io 5–10']);
});

test.each(OVERLAPPING)('%s: reads overlap, however many there are', async (_, play) => {
  const played = await playVirtually(play, twoReaders);
  expect(played.result).toBe(2 * FILE_BYTES);
  expect(printedInWords(played)).toEqual(['5 1: has read', '5 2: has read']);
  expect(spansInWords(played).slice(0, 2)).toEqual(['1 waiting-io 0–5', '2 waiting-io 0–5']);
});

describe.each(ALL)('%s', (_, play) => {
  async function eventsOf(args: number[], signal = new AbortController().signal): Promise<unknown[]> {
    const events: unknown[] = [];
    const onFile = (event: FileEvent): void => void events.push(event);
    await playVirtually(play, twoReaders, { args, signal, onFile }).catch((error: unknown) => events.push(error));
    return events;
  }

  test('the file is there before anybody reads, and gone after the last', async () => {
    expect(await eventsOf([3])).toEqual(['written', 'read', 'read', 'removed']);
  });

  test('it is gone as well where a body throws', async () => {
    const events = await eventsOf([-1]);
    expect(events[0]).toBe('written');
    expect(events.slice(-2)).toEqual(['removed', new Error('a reader throws')]);
  });

  test('a stop that was given before writes none', async () => {
    expect(await eventsOf([3], AbortSignal.abort())).toEqual([new Stopped()]);
  });

  test('a program that did not say that it reads files is told', async () => {
    const { readsFiles: _reads, ...silent } = twoReaders;
    await expect(playVirtually(play, silent)).rejects.toThrow('does not say so: set "readsFiles"');
  });
});
