/** Gives a play to the real greenlets, in either form; what happened, a line an event. Not a test itself. */
import { GreenletError, GreenletExit } from '../../src/greenlets/errors.ts';
import { currentGreenlet, enterThen, Greenlet, mainGreenlet } from '../../src/greenlets/greenlet.ts';
import type { Switching } from '../../src/greenlets/strand.ts';
import type { TransferKind } from '../../src/greenlets/transfer.ts';
import { nested, type Form } from './forms.ts';
import { MAIN, type Act, type Part, type Play } from './play.ts';

class Oops extends Error {
  constructor(readonly value: number) {
    super(`oops ${value}`);
  }
}

const nameOf = (what: unknown): string => {
  if (what instanceof GreenletExit) return 'exit';
  if (what instanceof Oops) return what.message;
  if (what instanceof GreenletError) return 'cycle';
  return String(what);
};

const OPERATION = { start: 1, act: 2, return: 3 } as const;
/** Calls between a body and its switches; odd bodies have none. */
const DEPTH = 12;

class Stage {
  readonly trace: string[] = [];
  readonly greenlets: Greenlet[] = [];

  constructor(play: Play, form: Form) {
    play.parts.forEach((part, index) => {
      const leaves = [
        { operation: OPERATION.start, operand: 0 },
        ...part.acts.map((_, act) => ({ operation: OPERATION.act, operand: act })),
        { operation: OPERATION.return, operand: part.returns },
      ];
      const body = form.body(nested(leaves, index % 2 ? 0 : DEPTH), (...asked) => this.#perform(index, part, ...asked));
      this.greenlets.push(new Greenlet(body, this.of(part.parent)));
    });
  }

  of(number: number): Greenlet {
    return number === MAIN ? mainGreenlet() : (this.greenlets[number] as Greenlet);
  }

  say(who: number, what: string): void {
    this.trace.push(`${who} ${what}`);
  }

  *#perform(who: number, part: Part, operation: number, operand: number, value: number): Switching<number> {
    // Plays pass numbers, so whatever is none is an exit.
    if (operation === OPERATION.start) this.say(who, `starts with ${Number.isNaN(value) ? 'exit' : value}`);
    if (operation === OPERATION.act) yield* this.#actOf(who, part.acts[operand] as Act);
    return operand;
  }

  *#actOf(who: number, act: Act): Switching<void> {
    try {
      const got = yield* this.#carryOut(act);
      if (currentGreenlet() !== this.of(who)) this.say(who, 'is not the current one');
      if (act.act !== 'parent') this.say(who, `gets ${nameOf(got)}`);
    } catch (error) {
      this.say(who, `catches ${nameOf(error)}`);
      if (!act.catches) throw error;
    }
  }

  *#carryOut(act: Act): Switching<unknown> {
    switch (act.act) {
      case 'switch':
        return yield* this.of(act.to).switch(act.value);
      case 'throw':
        return yield* this.of(act.to).throw(errorOf(act));
      case 'parent':
        return this.#setParent(act.of, act.to);
      case 'raise':
        throw errorOf(act);
    }
  }

  #setParent(of: number, to: number): void {
    if (of !== MAIN) this.of(of).parent = this.of(to);
  }

  async main(act: Act): Promise<void> {
    try {
      if (act.act === 'switch') await this.#enter(act.to, 'value', act.value);
      if (act.act === 'throw') await this.#enter(act.to, 'error', errorOf(act));
      if (act.act === 'parent') this.#setParent(act.of, act.to);
    } catch (error) {
      this.say(MAIN, `catches ${nameOf(error)}`);
    }
  }

  #enter(to: number, kind: TransferKind, payload: unknown): Promise<void> {
    return new Promise((resolve) => {
      enterThen(this.of(to), kind, payload, (came, what) => {
        this.say(MAIN, `${came === 'value' ? 'gets' : 'catches'} ${nameOf(what)}`);
        resolve();
      });
    });
  }
}

function errorOf({ what, value }: { readonly what: 'oops' | 'exit'; readonly value: number }): Error {
  return what === 'exit' ? new GreenletExit() : new Oops(value);
}

/** The states at the end are lines of the trace, too. */
export async function perform(play: Play, form: Form): Promise<string[]> {
  const stage = new Stage(play, form);
  for (const act of play.main) await stage.main(act);
  stage.greenlets.forEach((greenlet, index) => {
    stage.say(index, greenlet.isDead ? 'is dead' : greenlet.isActive ? 'is active' : 'is fresh');
  });
  form.clear();
  return stage.trace;
}
