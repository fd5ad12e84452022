/** Puts a failing schedule into words: who did what, where, in order. */
import type { Failure, Step } from './port.ts';
import type { NamedScenario, Place } from './scenario.ts';

/** Flags in the two lowest bits of a word that names a thread. */
const FLAGS = 3;

function nameOf(places: readonly Place[], address: number): string {
  const place = places.find(({ at, bytes }) => address >= at && address < at + bytes);
  if (!place) return String(address);
  return address === place.at ? place.name : `${place.name}+${address - place.at}`;
}

/** A value that names a structure or a thread is given its name. */
function valueOf(places: readonly Place[], value: number): string {
  const place = places.find(({ at }) => at === (value & ~FLAGS));
  if (!place) return String(value);
  return (value & FLAGS) === 0 ? place.name : `${place.name}|${value & FLAGS}`;
}

function line(places: readonly Place[], step: Step): string {
  const operands = step.operands.map((value) => valueOf(places, value)).join(' → ');
  const within = step.within.replace(/\d+/g, (digits) => valueOf(places, Number(digits)));
  const what = `${step.operation} ${nameOf(places, step.address)} ${operands}`.trimEnd();
  return `t${step.thread + 1}  ${what}  = ${valueOf(places, step.result)}   in ${within}`;
}

/** The longest round that is looked for at the end of a schedule without progress. */
const MOST_LINES = 64;

/** How often the last `round` lines stand there, one time after the other. */
function timesAtEnd(lines: readonly string[], round: number): number {
  const isAsOneRoundLater = (index: number): boolean => lines[index] === lines[index + round];
  let index = lines.length - round - 1;
  while (index >= 0 && isAsOneRoundLater(index)) index -= 1;
  return Math.floor((lines.length - 1 - index) / round);
}

/** A schedule that goes in circles, with the circle written once. */
export function folded(lines: readonly string[]): string[] {
  for (let round = 1; round <= Math.min(MOST_LINES, lines.length / 3); round++) {
    const times = timesAtEnd(lines, round);
    if (times < 3) continue;
    const shown = lines.slice(0, lines.length - (times - 1) * round);
    return [...shown, `  … and so on: the last ${round === 1 ? 'step' : `${round} steps`}, ${times} times in all`];
  }
  return [...lines];
}

/** One line a step. */
export function scheduleText({ places }: NamedScenario, { reason, steps, preemptions }: Failure): string {
  const counted = `${steps.length} steps, ${preemptions} ${preemptions === 1 ? 'preemption' : 'preemptions'}`;
  return [`${reason} (${counted})`, ...folded(steps.map((step) => `  ${line(places, step)}`))].join('\n');
}

/** The turns alone: `t1×5 t2×3 t1×7`. */
export function turnsText({ steps }: Failure): string {
  const turns: { thread: number; count: number }[] = [];
  for (const { thread } of steps) {
    const last = turns.at(-1);
    if (last?.thread === thread) last.count += 1;
    else turns.push({ thread, count: 1 });
  }
  return turns.map(({ thread, count }) => `t${thread + 1}×${count}`).join(' ');
}
