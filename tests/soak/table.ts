/** What a soak found, as a table: each count at its beginning and end, and its growth a cycle with its interval. Pure. */
import type { Soaked } from './soak.ts';

const BYTES = /^(?:heap|buffers|page and workers|resident)/;

function figure(name: string, value: number): string {
  if (BYTES.test(name)) return `${(value / 1e6).toFixed(2)} MB`;
  return String(Number(value.toPrecision(3)));
}

function change(name: string, value: number): string {
  if (BYTES.test(name)) return `${(value / 1e3).toFixed(2)}`;
  return String(Number(value.toPrecision(2)));
}

/** A count grows where its interval lies above zero. */
export function grows({ low }: { readonly low: number }): boolean {
  return low > 0;
}

export function table(found: Soaked): string {
  const [first, last] = [found.counts[0], found.counts.at(-1)];
  const rows = Object.entries(found.growth).map(([name, { estimate, low, high }]) => {
    const unit = BYTES.test(name) ? ' kB' : '';
    const words = `${change(name, estimate)} (${change(name, low)} to ${change(name, high)})${unit}`;
    const values = [first?.counts[name] ?? 0, last?.counts[name] ?? 0].map((value) => figure(name, value));
    return `| ${name} | ${values.join(' | ')} | ${words} | ${grows({ low }) ? 'grows' : 'not distinguishable from 0, or falls'} |`;
  });
  const done = Object.entries(found.done).map(([what, times]) => `${what} ${times}`);
  return [
    `### ${found.strain}: ${found.cycles} cycles (${done.join(', ')})`,
    '',
    `No worker and no lock was left after any cycle; gone after ${found.settling.mean.toFixed(0)} ms, at most ${found.settling.longest} ms. ` +
      `Faults: ${found.faults.length}. Kept runs: ${found.kept.kept} (${(found.kept.bytes / 1e3).toFixed(0)} kB), ${found.kept.running} of them as running.`,
    '',
    '| count | first | last | growth a cycle, 95 % interval | |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ...found.faults.slice(0, 5).map((fault) => `\nFault: ${fault}`),
    '',
  ].join('\n');
}
