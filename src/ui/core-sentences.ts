/**
 * What was found out about cores, in words: how many ran at once, what they were worth, what took the
 * rest. Says what was seen, never what the hardware is: two threads of one core, slow cores and a lower clock
 * look alike to a page. Pure; `tests/ui/core-sentences.test.ts` lists the cases.
 */
import { counted, duration, factor, percent, plain, withRange } from '../charts/number-format.ts';
import { extremes, pairName } from '../charts/pair-latency.ts';
import { groupWords } from '../charts/paces.ts';
import type { Cores, PairLatency, Surroundings, Traffic, Worth } from '../measure/report.ts';
import { worthInFull, worthWords } from './worth-words.ts';

function reportedWords({ reported, proven }: Cores): string {
  if (reported === null) return 'The browser does not say how many cores there are.';
  return reported === proven ? `The browser says ${reported} as well.` : `The browser says ${reported}.`;
}

/** Proven, worth and reported, in one or two sentences. */
export function coresSentence(cores: Cores): string {
  const { proven, effective, handshake } = cores;
  const worth = effective ? `${worthInFull(effective)} alone` : null;
  const says = reportedWords(cores);
  if (proven === null) return worth ? `All workers together were ${worth}. ${says}` : says;
  const all = handshake.length > 0 && handshake.every(({ simultaneous }) => simultaneous);
  if (proven === 1) return `One thread ran at a time${worth ? `; several together were ${worth}` : ''}. ${says}`;
  return `${all ? 'At least ' : ''}${proven} threads ran at once${worth ? `, ${worth}` : ''}. ${says}`;
}

/**
 * What threads are worth where memory is the limit: "Moving memory, 2 threads are worth 1.40 (1.31–1.46) of one, and 1.97 of one
 * computing: 15.2 GB/s alone, 21.3 (20.1–22.0) GB/s together (STREAM triad, 94 MB)."
 */
export function trafficSentence({ workers, bytes, alone, together, moving, computing }: Traffic): string {
  const rates = `${plain(alone)} GB/s alone, ${withRange(together)} GB/s together`;
  const measured = `STREAM triad over ${Math.round(bytes / 1e6)} MB`;
  return `Moving memory, ${workers} threads are ${worthInFull(moving)}; computing, ${worthWords(computing)}. ${measured}: ${rates}.`;
}

/** Over the bars: how much less than that many times one the threads were worth, or how much more. */
export function lossOfCores(lost: number): string {
  const amount = Math.abs(lost).toFixed(2);
  return lost < 0 ? `Where the extra ${amount} came from` : `Where the other ${amount} went`;
}

/** Under the bars of what was lost. */
export const LOST_CAVEAT =
  'Two threads of one core, slower cores and a lower clock all look like “slower than one alone”: a page cannot tell them apart.';

/** How one worker alone fared; null where it was hardly ever kept from its processor. */
export function aloneSentence({ aloneStill }: Worth): string | null {
  if (aloneStill < 0.01) return null;
  return `Even a worker alone was kept from its processor ${percent(aloneStill)} of the time.`;
}

export function pacesNote({ groups, samples }: Worth): string {
  const rounds = counted(samples.length, 'round');
  return groups.length > 1
    ? `${groupWords(groups)} of one alone, over ${rounds}`
    : `in units of one alone, over ${rounds}; no workers stand apart`;
}

const NO_PINNING = 'A page cannot pin threads, so a pair of workers is not a pair of cores.';

export function pairSentence(pairs: readonly PairLatency[]): string {
  const found = extremes(pairs);
  const never = pairs.filter(({ roundMs }) => !Number.isFinite(roundMs)).length;
  const missed = never > 0 ? ` ${never === 1 ? 'One pair' : `${never} pairs`} never met.` : '';
  if (!found) return `No two workers met. ${NO_PINNING}`;
  const { fastest, slowest } = found;
  if (pairs.length === 1) {
    return `Between ${pairName(fastest)} a round of the handshake took ${duration(fastest.roundMs)}. ${NO_PINNING}`;
  }
  const apart = slowest.roundMs / fastest.roundMs;
  const compared = apart >= 1.05 ? `, ${factor(apart, apart < 2 ? 0 : 1)} as long` : '';
  return `Quickest between ${pairName(fastest)}: ${duration(fastest.roundMs)} a round; slowest between ${pairName(slowest)}: ${duration(slowest.roundMs)}${compared}.${missed} ${NO_PINNING}`;
}

const PRESSURE = {
  nominal: 'the browser sees no strain on the processor',
  fair: 'the browser sees some strain on the processor',
  serious: 'the browser sees a strained processor',
  critical: 'the browser sees an overloaded processor',
} as const satisfies Record<NonNullable<Surroundings['pressure']>, string>;

/** One quiet line of what is known of the machine's state; null where nothing is. */
export function surroundingsLine(surroundings: Surroundings | null): string | null {
  if (!surroundings) return null;
  const { battery, pressure, busyBefore } = surroundings;
  const parts = [
    ...(battery
      ? [`${battery.charging ? 'plugged in' : 'on battery'}, ${percent(battery.level)} charged`.replace('100.0', '100')]
      : []),
    ...(pressure ? [PRESSURE[pressure]] : []),
    ...(busyBefore === null
      ? []
      : [
          busyBefore < 0.001
            ? 'before the run a worker alone was never kept from its processor'
            : `before the run a worker alone was kept from its processor ${percent(busyBefore)} of the time`,
        ]),
  ];
  const [first, ...rest] = parts;
  return first ? `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join('; ')}.` : null;
}
