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

/** How many cycles were over where the counts themselves are told. */
const MILESTONES = [0, 100, 250, 500, 1_000];
const MILESTONE_COUNTS = ['workers', 'locks', 'documents', 'frames', 'nodes', 'listeners', 'heap', 'resident, page'];

function milestones({ counts }: Soaked): string[] {
  const told = counts.filter(({ cycles }) => MILESTONES.includes(cycles));
  const names = MILESTONE_COUNTS.filter((name) => told.some((one) => name in one.counts));
  return [
    `| cycles | ${names.join(' | ')} |`,
    `| --- |${' --- |'.repeat(names.length)}`,
    ...told.map(
      (one) => `| ${[one.cycles, ...names.map((name) => figure(name, one.counts[name] ?? 0))].join(' | ')} |`,
    ),
  ];
}

function oldPageWords({ oldPages }: Soaked): string {
  if (!oldPages) return 'Whether old pages are still in memory, this browser does not say.';
  const { all, heldBySite } = oldPages;
  return `Old pages in memory at the end: ${all}, of them held by the site ${heldBySite}, by the browser alone, which was opening a database, ${all - heldBySite}.`;
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
      `Faults: ${found.faults.length}. Kept runs: ${found.kept.kept} (${(found.kept.bytes / 1e3).toFixed(0)} kB), ${found.kept.running} of them as running. ` +
      oldPageWords(found),
    '',
    ...milestones(found),
    '',
    '| count | first | last | growth a cycle, 95 % interval | |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ...found.faults.slice(0, 5).map((fault) => `\nFault: ${fault}`),
    '',
  ].join('\n');
}
