/**
 * What a play should come to, by an interpreter that has no greenlets: each is a place in its part and a state, and one loop moves
 * control about. Written from the library's documentation, apart from the real ones. Not a test itself.
 */
import { MAIN, type Act, type Part, type Play } from './play.ts';

/** What travels with control; an exit and an oops as an error, or a number or an exit as a value. */
interface Cargo {
  readonly kind: 'value' | 'error';
  readonly what: number | 'exit' | 'cycle' | `oops ${number}`;
}

interface Actor {
  readonly part: Part;
  parent: number;
  /** The act it waits in, or is at. */
  at: number;
  state: 'fresh' | 'active' | 'dead';
}

interface Move {
  readonly to: number;
  readonly cargo: Cargo;
}

const thrown = (act: { readonly what: 'oops' | 'exit'; readonly value: number }): Cargo => ({
  kind: 'error',
  what: act.what === 'exit' ? 'exit' : `oops ${act.value}`,
});

/** An exit that nobody caught has ended well. */
const atTheEnd = (cargo: Cargo): Cargo => (cargo.what === 'exit' ? { kind: 'value', what: 'exit' } : cargo);

class Reference {
  readonly trace: string[] = [];
  readonly actors: Actor[];

  constructor(play: Play) {
    this.actors = play.parts.map((part) => ({ part, parent: part.parent, at: 0, state: 'fresh' }));
  }

  /** Until control is with main. */
  run(move: Move): void {
    let next: Move | null = move;
    while (next && next.to !== MAIN) next = this.#arrive(next.to, next.cargo);
    if (next) this.say(MAIN, `${next.cargo.kind === 'value' ? 'gets' : 'catches'} ${next.cargo.what}`);
  }

  say(who: number, what: string): void {
    this.trace.push(`${who} ${what}`);
  }

  setParent(who: number, of: number, to: number): 'done' | 'cycle' {
    if (of === MAIN) return 'done';
    for (let above = to; above !== MAIN; above = this.#actor(above).parent) {
      if (above !== of) continue;
      this.say(who, 'catches cycle');
      return 'cycle';
    }
    this.#actor(of).parent = to;
    return 'done';
  }

  #actor(number: number): Actor {
    return this.actors[number] as Actor;
  }

  #arrive(who: number, cargo: Cargo): Move {
    const actor = this.#actor(who);
    if (actor.state === 'dead') return { to: actor.parent, cargo: atTheEnd(cargo) };
    if (actor.state === 'fresh') {
      if (cargo.kind === 'error') return this.#die(actor, cargo);
      actor.state = 'active';
      this.say(who, `starts with ${cargo.what}`);
      return this.#goOn(who, actor);
    }
    return this.#comeOut(who, actor, cargo);
  }

  /** What its act gave. */
  #comeOut(who: number, actor: Actor, cargo: Cargo): Move {
    const act = actor.part.acts[actor.at] as Act;
    this.say(who, `${cargo.kind === 'value' ? 'gets' : 'catches'} ${cargo.what}`);
    if (cargo.kind === 'error' && !act.catches) return this.#die(actor, cargo);
    actor.at += 1;
    return this.#goOn(who, actor);
  }

  #goOn(who: number, actor: Actor): Move {
    for (; actor.at < actor.part.acts.length; actor.at++) {
      const act = actor.part.acts[actor.at] as Act;
      if (act.act === 'switch') return { to: act.to, cargo: { kind: 'value', what: act.value } };
      if (act.act === 'throw') return { to: act.to, cargo: thrown(act) };
      if (act.act === 'raise') return this.#comeOut(who, actor, thrown(act));
      const isRefused = this.setParent(who, act.of, act.to) === 'cycle';
      if (isRefused && !act.catches) return this.#die(actor, { kind: 'error', what: 'cycle' });
    }
    return this.#die(actor, { kind: 'value', what: actor.part.returns });
  }

  #die(actor: Actor, cargo: Cargo): Move {
    actor.state = 'dead';
    return { to: actor.parent, cargo: atTheEnd(cargo) };
  }
}

export function refer(play: Play): string[] {
  const reference = new Reference(play);
  for (const act of play.main) {
    if (act.act === 'switch') reference.run({ to: act.to, cargo: { kind: 'value', what: act.value } });
    if (act.act === 'throw') reference.run({ to: act.to, cargo: thrown(act) });
    if (act.act === 'parent') reference.setParent(MAIN, act.of, act.to);
  }
  reference.actors.forEach(({ state }, index) => reference.say(index, `is ${state}`));
  return reference.trace;
}
