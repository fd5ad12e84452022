/**
 * The protocols of assembly/sync in the built module, step by step on one thread: what each step answers in each
 * state of its table. What several threads do to each other is in hammer.browser.test.ts.
 */
import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { compileAssembly } from '../../assembly/asc-plugin.ts';
import { batchWords } from '../../src/sync/batch.ts';
import { handshakeWords } from '../../src/sync/handshake.ts';
import { mailbox, type Order } from '../../src/sync/mailbox.ts';
import type { SyncExports } from '../../src/sync/sync-exports.ts';
import { instantiateSync } from './instantiate.ts';

const AT = 256;
const REGION = { at: AT, bytes: 320 };
const BOX = { at: AT, bytes: 64 };
const FAR = 1_000;

let memory: WebAssembly.Memory;
let sync: SyncExports;

beforeEach(async () => {
  const module = await WebAssembly.compile(await readFile(await compileAssembly()));
  const instance = await instantiateSync(module);
  memory = instance.memory;
  sync = instance.exports as unknown as SyncExports;
});

describe('a batch', () => {
  test('hands out each task once, in order, and then none', () => {
    batchWords(memory, REGION).open();
    expect([0, 1, 2, 3, 4].map(() => sync.claimTask(AT, 3))).toEqual([0, 1, 2, 3, 4]);
  });

  test('hands out nothing after a stop', () => {
    const words = batchWords(memory, REGION);
    words.open();
    expect(sync.claimTask(AT, 3)).toBe(0);
    expect(sync.batchStopped(AT)).toBe(0);
    words.stop();
    expect(sync.claimTask(AT, 3)).toBe(3);
    expect(sync.batchStopped(AT)).toBe(1);
  });

  test('is finished when the last worker leaves, not before', () => {
    const words = batchWords(memory, REGION);
    words.open();
    expect([sync.leaveBatch(AT, 3, 7), words.finished()]).toEqual([0, 0]);
    expect([sync.leaveBatch(AT, 3, 7), words.finished()]).toEqual([0, 0]);
    expect([sync.leaveBatch(AT, 3, 7), words.finished()]).toEqual([1, 7]);
  });

  test('that is opened again forgets the last one', () => {
    const words = batchWords(memory, REGION);
    words.open();
    sync.claimTask(AT, 1);
    sync.leaveBatch(AT, 1, 1);
    words.stop();
    words.open();
    expect(sync.claimTask(AT, 1)).toBe(0);
    expect(sync.leaveBatch(AT, 2, 2)).toBe(0);
  });

  test('is waited for in slices that end: with no news a slice says no', async () => {
    const words = batchWords(memory, REGION);
    words.open();
    expect(await words.awaitSlice(1)).toBe(false);
    sync.leaveBatch(AT, 1, 1);
    expect(await words.awaitSlice(1)).toBe(true);
  });

  test('wakes the page that waits for its end', async () => {
    const words = batchWords(memory, REGION);
    words.open();
    const waiting = words.awaitSlice(1);
    sync.leaveBatch(AT, 1, 1);
    expect(await waiting).toBe(true);
  });
});

describe('the handshake', () => {
  test('of one thread completes every round', () => {
    handshakeWords(memory, REGION).open();
    expect(sync.leadRounds(AT, 1, 0, 50, FAR)).toBe(50);
    expect(sync.leadRounds(AT, 1, 50, 10, FAR)).toBe(10);
  });

  test('ends at its spin limit where a thread never arrives', () => {
    handshakeWords(memory, REGION).open();
    expect(sync.leadRounds(AT, 2, 0, 50, FAR)).toBe(0);
  });

  test('that is closed lets everyone leave, those who come late too', () => {
    const words = handshakeWords(memory, REGION);
    words.open();
    words.close();
    expect(sync.followRounds(AT, 2, 0xffff_ffff)).toBe(0);
    // The second arrival completes round 0 by count; the late thread then leaves at round 1.
    expect(sync.followRounds(AT, 2, 0xffff_ffff)).toBe(1);
  });
});

describe('a batch of steps', () => {
  test('opens a step when the last task of the one before has finished', () => {
    batchWords(memory, REGION).open();
    expect(sync.isStepOpen(AT, 0)).toBe(1);
    sync.finishTask(AT, 2);
    expect(sync.isStepOpen(AT, 2)).toBe(0);
    sync.finishTask(AT, 2);
    expect(sync.isStepOpen(AT, 2)).toBe(1);
    expect(sync.awaitStep(AT, 2, 0)).toBe(1);
    expect(sync.isStepOpen(AT, 4)).toBe(0);
  });

  test('lets whoever waits for a step go when it is stopped, and says so', () => {
    const words = batchWords(memory, REGION);
    words.open();
    sync.finishTask(AT, 2);
    words.stop();
    // A second stop changes nothing.
    words.stop();
    expect(sync.awaitStep(AT, 1_000_000, 0)).toBe(0);
    expect(sync.awaitStep(AT, 1, 0)).toBe(0);
    words.open();
    expect(sync.isStepOpen(AT, 1)).toBe(0);
  });
});

describe('a mailbox', () => {
  const order: Order = {
    kind: 'throughput',
    batch: 3,
    workers: 2,
    place: 1,
    count: 9,
    steps: 4,
    schedule: 'guided',
    budgetMs: 1.5,
    startAt: 42.25,
  };

  test('shows an order that was posted before the worker came', () => {
    const box = mailbox(memory, BOX);
    box.post(order);
    expect(sync.awaitOrder(AT, 0, 1)).toBe(1);
    expect(box.read()).toEqual(order);
    expect(box.state()).toBe('working');
  });

  test('keeps an order that arrives between two looks: the number has moved on', () => {
    const box = mailbox(memory, BOX);
    box.post(order);
    box.post({ ...order, kind: 'leave' });
    expect(sync.awaitOrder(AT, 1, 1)).toBe(2);
    expect(box.read().kind).toBe('leave');
  });

  test('is away before the worker comes and after it has left', () => {
    const box = mailbox(memory, BOX);
    expect(box.state()).toBe('away');
    box.post(order);
    sync.awaitOrder(AT, 0, 1);
    sync.leaveMailbox(AT);
    expect(box.state()).toBe('away');
  });
});
