/**
 * Plays a program with greenlets under a hub: gevent. Each task is a greenlet, and every operation that has to wait switches to the
 * hub. Locks are channels with one token in them.
 */
import { Channel } from '../../greenlets/channel.ts';
import type { HubGreenlet } from '../../greenlets/hub-greenlet.ts';
import { Hub } from '../../greenlets/hub.ts';
import type { Suspension, Switching } from '../../greenlets/strand.ts';
import type { Resources } from '../../programs/index.ts';
import { NotHeld } from '../../sync/errors.ts';
import { MOST_READS } from '../../sync/read-limit.ts';
import type { Stage } from '../stage.ts';
import { LoopPlay } from './loop-play.ts';
import { withPageFile } from './page-file.ts';
import { PAGE, type Outside } from './page-outside.ts';
import { MAILBOX_ROOM, Mailboxes, numbered, performed, type Facilities, type PlayLock } from './performing.ts';
import type { PlayAsked, Played } from './play.ts';

/** As many units as there are tokens: whoever has taken one out may go on. */
class Tokens implements PlayLock<Suspension, unknown> {
  readonly #channel: Channel<null>;
  readonly #most: number;
  #taken = 0;

  constructor(hub: Hub, most: number) {
    this.#channel = new Channel<null>(hub, most);
    this.#most = most;
    for (let token = 0; token < most; token++) this.#channel.putNow(null);
  }

  *acquire(): Switching<void> {
    yield* this.#channel.get();
    this.#taken += 1;
  }

  release(): void {
    // One that was handed on but not noticed yet counts as free.
    if (this.#taken === 0 || this.#channel.size === this.#most) throw new NotHeld('the lock');
    this.#taken -= 1;
    this.#channel.putNow(null);
  }
}

class HubFacilities implements Facilities<Suspension, unknown> {
  readonly #on: LoopPlay;
  readonly #hub: Hub;
  readonly #greenlets: HubGreenlet<void>[] = [];
  readonly #locks: readonly Tokens[];
  readonly #queues: readonly Channel<number>[];
  readonly #mailboxes: Mailboxes<Channel<number>>;
  readonly #reads: Tokens;

  constructor(on: LoopPlay, { locks, queues }: Resources) {
    const hub = new Hub(on.loop);
    this.#on = on;
    this.#hub = hub;
    this.#locks = Array.from({ length: locks }, () => new Tokens(hub, 1));
    this.#queues = queues.map((room) => new Channel<number>(hub, room));
    this.#mailboxes = new Mailboxes(() => new Channel<number>(hub, MAILBOX_ROOM));
    this.#reads = new Tokens(hub, MOST_READS);
  }

  sleep(ms: number): Switching<void> {
    return this.#hub.sleep(ms);
  }

  *read(): Switching<number> {
    yield* this.#reads.acquire();
    try {
      return yield* this.#hub.wait(this.#on.read());
    } finally {
      this.#reads.release();
    }
  }

  readFile(): Switching<number> {
    return this.#hub.wait(this.#on.readFile());
  }

  /** Returns at once: the greenlet is entered on a turn of its own. */
  *start(task: number): Switching<void> {
    this.spawn(task);
  }

  spawn(task: number): void {
    this.#greenlets[task] = this.#hub.spawn<void>(() => this.#guarded(task));
  }

  *join(task: number): Switching<void> {
    yield* this.#greenlets[task]?.join() ?? [];
  }

  lock(lock: number): Tokens {
    return numbered(this.#locks, 'lock', lock);
  }

  queue(queue: number): Channel<number> {
    return numbered(this.#queues, 'queue', queue);
  }

  mailbox(task: number): Channel<number> {
    return this.#mailboxes.of(task);
  }

  *pageTurn(): Switching<void> {
    yield* this.#hub.wait(this.#on.pageTurn());
    this.#on.giveThreadBack();
  }

  *threadFree(): Switching<void> {
    while (this.#on.isThreadTaken) yield* this.#hub.wait(this.#on.threadFree);
  }

  *#guarded(task: number): Switching<void> {
    try {
      yield* performed(this.#on.play, task, this);
    } catch (error) {
      this.#on.fail(error);
    }
  }
}

/**
 * Rejects with `Stopped` soon after the signal, with `PlayStuck` where nobody can go on, `PlayOverdue`, or what a body threw.
 */
export async function playInHub(stage: Stage, asked: PlayAsked, outside: Outside = PAGE): Promise<Played> {
  return withPageFile(outside, asked, (file) => {
    const on = new LoopPlay(stage, asked, outside, file);
    const facilities = new HubFacilities(on, asked.program.resources);
    facilities.spawn(0);
    return on.run();
  });
}
