/** What an event has to do (EV). */
import { expect } from 'vitest';
import { Event } from '../../../src/sync/event.ts';
import { behavioursOf, type Behaviour } from '../behaviour.ts';
import { lastedAbout } from '../lasted-about.ts';
import type { Players, Stage } from '../stage.ts';

const TIMED_MS = 50;
const FIVE = [5];
const ALONE = [1];

interface Subject {
  readonly event: Event<'page'>;
  readonly args: { readonly event: number };
}

function make(stage: Stage): Subject {
  const at = stage.event();
  return { event: new Event(stage.pageThread(), at), args: { event: at } };
}

/** All wait, nobody gets through; a set lets all through, and through a second wait as well. */
async function setReleasesAll(stage: Stage, { event, args }: Subject, threads: number): Promise<void> {
  const first = stage.counter();
  const second = stage.counter();
  const players = await stage.start(threads, 'eventWaitTwice', { ...args, first, second });
  await stage.parked(players);
  await stage.settle();
  expect([stage.look(first), stage.look(second)]).toEqual([0, 0]);
  await event.set();
  expect(await stage.joined(players)).toEqual(Array(threads).fill([true, true]));
  expect([stage.look(first), stage.look(second)]).toEqual([threads, threads]);
}

/** What each of the threads is answered by a wait of 0 and by a timed one, and how long that one took. */
async function timedWaits(stage: Stage, { args }: Subject, threads: number) {
  const players = await stage.start(threads, 'eventWaitTimed', { ...args, timeoutMs: TIMED_MS });
  const ended = (await stage.joined(players)) as { answers: boolean[]; took: number }[];
  return { answers: ended.map(({ answers }) => answers), times: ended.map(({ took }) => took) };
}

function waits(behaviour: Behaviour): void {
  behaviour('EV02', FIVE, async ({ stage, threads }) => setReleasesAll(stage, make(stage), threads));

  behaviour('EV03', FIVE, async ({ stage, threads }) => {
    const subject = make(stage);
    await setReleasesAll(stage, subject, threads);
    await subject.event.set();
    subject.event.clear();
    await setReleasesAll(stage, subject, threads);
  });

  behaviour('EV04', FIVE, async ({ stage, threads }) => {
    const { answers, times } = await timedWaits(stage, make(stage), threads);
    expect(answers).toEqual(Array(threads).fill([false, false]));
    expect(
      times.filter((took) => !lastedAbout(took, TIMED_MS)),
      'waits in ms',
    ).toEqual([]);
  });

  behaviour('EV05', FIVE, async ({ stage, threads }) => {
    const subject = make(stage);
    await subject.event.set();
    const { answers } = await timedWaits(stage, subject, threads);
    expect(answers).toEqual(Array(threads).fill([true, true]));
  });

  behaviour('EV06', FIVE, async ({ stage, threads }) => {
    const { event, args } = make(stage);
    const players = await stage.start(threads, 'eventWait', args);
    await stage.parked(players);
    await stage.settle();
    // No await between: on the page no waiter can have looked at the flag while it was set.
    const set = event.set();
    event.clear();
    await set;
    // Once more, for a set that found a worker still inside and so came after the clear.
    event.clear();
    expect(await stage.joined(players)).toEqual(Array(threads).fill(true));
    expect(event.isSet).toBe(false);
  });
}

export function eventSuite(players: Players): void {
  const behaviour = behavioursOf(players);

  behaviour('EV01', ALONE, async ({ stage }) => {
    const { event, args } = make(stage);
    const players = await stage.start(1, 'eventSetAndClear', args);
    expect(await stage.joined(players)).toEqual([[false, true, true, false, false]]);
    expect(event.isSet).toBe(false);
  });

  waits(behaviour);

  behaviour('EV07', FIVE, async ({ stage, threads }) => {
    const subject = make(stage);
    await setReleasesAll(stage, subject, threads);
    stage.sync.initEvent(subject.event.at);
    expect(subject.event.isSet).toBe(false);
    await setReleasesAll(stage, subject, threads);
  });

  behaviour('EV08', ALONE, async ({ stage }) => {
    const { event } = make(stage);
    const texts = [String(event)];
    await event.set();
    texts.push(String(event));
    event.clear();
    texts.push(String(event));
    expect(texts).toEqual(['event (unset)', 'event (set)', 'event (unset)']);
  });
}
