/**
 * A play that goes on on workers, as the page follows it: gives the order, looks now and then, ends it where it has to be ended, and gathers
 * what was recorded. The board is ready and the workers are at their mailboxes.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { Region } from '../../memory/layout.ts';
import type { ProgramPlan } from '../../memory/program-plan.ts';
import { ProgramRecords } from '../../memory/program-records.ts';
import { Stopped } from '../../pool/errors.ts';
import type { Lane } from '../../pool/lane.ts';
import type { Pool } from '../../pool/pool.ts';
import { thrownOf } from '../../pool/remote-error.ts';
import type { SharedMemory } from '../../pool/shared-memory.ts';
import { until } from '../../pool/until.ts';
import type { LaneMessage } from '../../runtime/api.ts';
import type { Stage } from '../stage.ts';
import { BoardSpans } from './board-spans.ts';
import { BoardWaits } from './board-waits.ts';
import { nextLook } from './next-look.ts';
import {
  CannotPlay,
  PlayOverdue,
  PlayStuck,
  type PlayAsked,
  type Played,
  type PrintedLine,
  type TaskTime,
} from './play.ts';

/** A worker that was told to stop ends its slice, or its read; one that has not by then never will. */
const LEAVE_MS: Milliseconds = 6_000;

export interface BoardPlayParts {
  readonly stage: Stage;
  readonly asked: PlayAsked;
  readonly pool: Pool;
  readonly shared: SharedMemory;
  /** By place; `main` runs on the first. */
  readonly lanes: readonly Lane[];
  readonly plan: ProgramPlan;
  /** Where each lane records its spans. */
  readonly rings: readonly Region[];
  /** Where the computed bytes are in the end; null where none are. */
  readonly output: Uint8Array | null;
}

/** Why a play was given up. */
interface Cause {
  readonly thrown: unknown;
}

export class BoardPlay {
  readonly #parts: BoardPlayParts;
  readonly #records: ProgramRecords;
  readonly #spans: BoardSpans;
  readonly #waits: BoardWaits;
  readonly #bodies: readonly string[];
  #cause: Cause | null = null;
  #received = 0;
  #printed: readonly PrintedLine[] = [];
  #isOver = false;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: BoardPlayParts) {
    const { shared, lanes, plan, rings, asked } = parts;
    const { memory } = shared;
    this.#parts = parts;
    this.#bodies = Object.keys(asked.program.bodies);
    const records = (this.#records = new ProgramRecords(memory.buffer, plan));
    this.#spans = new BoardSpans(memory.buffer, records, rings);
    const threads = lanes.map(({ index }) => shared.plan.lanes[index]?.thread.at ?? 0);
    this.#waits = new BoardWaits({ memory, records, threads, bodies: this.#bodies, schedule: asked.settings.schedule });
  }

  /** Once. Rejects with what ended it, or with the pool's faults. */
  async run(): Promise<Played> {
    const { lanes, asked } = this.#parts;
    const { signal } = asked;
    if (signal.aborted) throw new Stopped();
    const stop = (): void => this.#giveUp(new Stopped());
    signal.addEventListener('abort', stop);
    for (const lane of lanes) lane.onMessage = (message) => this.#hear(message);
    try {
      await this.#followed();
    } catch (fault) {
      throw this.#cause ? this.#cause.thrown : fault;
    } finally {
      clearTimeout(this.#leaving);
      signal.removeEventListener('abort', stop);
      for (const lane of lanes) lane.onMessage = () => {};
    }
    if (this.#cause) throw this.#cause.thrown;
    return this.#played(this.#end());
  }

  /** Until all workers have left, and what they sent has come. */
  async #followed(): Promise<void> {
    const { pool, lanes, asked, stage } = this.#parts;
    const began = stage.clock.now();
    const order = { kind: () => 'play' as const, count: 0, budgetMs: 0, delayMs: 0 };
    const batch = pool.batch(lanes.length, { ...order, deadlineMs: asked.limitMs + 2 * LEAVE_MS });
    const left = batch.then(
      () => (this.#isOver = true),
      () => (this.#isOver = true),
    );
    while (!this.#isOver) {
      await Promise.race([left, nextLook(asked.onProgress !== undefined)]);
      if (!this.#isOver) this.#look(began);
    }
    await batch;
    const sent = (): boolean => this.#received >= this.#posted();
    await pool.guard(until(stage.clock, 'what the processes sent', sent));
    this.#spans.collect(this.#records.origin);
  }

  #look(began: Milliseconds): void {
    const { asked, stage } = this.#parts;
    const { origin } = this.#records;
    if (origin > 0) this.#spans.collect(origin);
    if (this.#cause) return;
    if (this.#waits.isStuck()) {
      this.#giveUp(new PlayStuck(`the program cannot go on: ${this.#waits.inWords()}`));
    } else if (stage.since(began) > asked.limitMs) {
      this.#giveUp(new PlayOverdue(asked.limitMs, this.#waits.inWords()));
    } else if (origin > 0) {
      this.#tell(this.#played(stage.clock.now()));
    }
  }

  /** What the listener throws ends the play, as it would end a run of its own. */
  #tell(soFar: Played): void {
    try {
      this.#parts.asked.onProgress?.(soFar);
    } catch (thrown) {
      this.#giveUp(thrown);
    }
  }

  /** The first cause is the one that is told. */
  #giveUp(thrown: unknown): void {
    if (this.#cause) return;
    const { pool, lanes } = this.#parts;
    this.#cause = { thrown };
    pool.stop();
    this.#leaving = setTimeout(() => {
      lanes.forEach((lane, place) => {
        if (this.#records.activityOf(place) !== 'left') lane.fail('its task did not end when it was told to');
      });
    }, LEAVE_MS);
  }

  #hear(message: LaneMessage): void {
    if (message.kind === 'play-bytes') {
      const { output, stage } = this.#parts;
      const { kernel, size } = stage.work;
      output?.set(message.bytes, message.start * kernel.itemBytes(size));
      this.#received += 1;
    } else if (message.kind === 'play-fault') {
      const { thrown } = message;
      const isRefused = thrown.kind === 'error' && thrown.className === 'CannotPlay';
      this.#giveUp(isRefused ? new CannotPlay(thrown.message) : thrownOf(thrown));
    }
  }

  #posted(): number {
    return this.#parts.lanes.reduce((sum, _, lane) => sum + this.#records.postedBy(lane), 0);
  }

  /** Of the last task. */
  #end(): Milliseconds {
    const { spawned } = this.#records;
    return Array.from({ length: spawned }, (_, task) => this.#records.timesOf(task).end).reduce(
      (latest, end) => Math.max(latest, end),
      0,
    );
  }

  /** What is known at a moment on the clock of all. */
  #played(at: Milliseconds): Played {
    const records = this.#records;
    const { origin } = records;
    return {
      wallMs: at - origin,
      spans: this.#spans.until(origin, at),
      tasks: Array.from({ length: records.spawned }, (_, task) => this.#timeOf(task, origin)),
      printed: this.#lines(origin),
      result: records.stateOf(0) === 'ended' ? records.resultOf(0) : NaN,
      output: this.#parts.output,
      lostSpans: this.#spans.lost,
    };
  }

  /** The same list as long as nothing is printed. */
  #lines(origin: Milliseconds): readonly PrintedLine[] {
    if (this.#printed.length < this.#records.lineCount) {
      this.#printed = this.#records.lines().map((line) => ({ ...line, at: Math.max(0, line.at - origin) }));
    }
    return this.#printed;
  }

  #timeOf(task: number, origin: Milliseconds): TaskTime {
    const records = this.#records;
    const state = records.stateOf(task);
    const { spawned, start, end } = records.timesOf(task);
    return {
      task,
      body: this.#bodies[records.bodyOf(task)] ?? '',
      lane: records.laneOf(task),
      spawned: Math.max(0, spawned - origin),
      start: state === 'spawned' ? null : Math.max(0, start - origin),
      end: state === 'ended' ? end - origin : null,
    };
  }
}
