/**
 * A fleet in words: the answer, what is not among the results that are pooled, what a picture cannot show and why. Sentences are true in every
 * case, right for one and for many. Pure.
 */
import { coresWord, shareWord } from '../charts/fleet-marks.ts';
import { counted, grouped, THIN } from '../charts/number-format.ts';
import type { FLEET_MODES } from '../results/fleet/fleet-columns.ts';
import type { FleetFindings } from '../results/fleet/fleet-findings.ts';
import type { Comparable, Difference } from '../results/fleet/fleet-groups.ts';
import type { Pictured, Reason, Spread } from '../results/fleet/fleet-pictured.ts';
import type { Summary } from '../results/summary.ts';
import type { Part } from './answer-sentence.ts';

export const MODE_WORDS: Readonly<Record<(typeof FLEET_MODES)[number], string>> = {
  shared: 'shared memory',
  messages: 'messages only',
  'main-only': 'main thread only',
};

export const ONE_RESULT = 'A machine here is one result: one that was measured twice counts twice.';

/** What a result is called where its owner gave it no name. */
export function resultName({ name, browser, proven, reported }: Summary): string {
  if (name !== '') return name;
  const cores = proven ?? reported;
  const counts = cores === null ? '' : `, ${counted(cores, 'core')}`;
  return `${browser.name} ${browser.version}, ${browser.platform}${counts}`;
}

/** Fewer have no halves worth speaking of. */
const FEW = 4;

function reach({ count, least, median, p25, p75, most }: Spread, whose: string): Part[] {
  if (count === 1)
    return [
      { text: 'One machine reaches ' },
      { text: shareWord(median), model: 'free-threads' },
      { text: ` of its ${whose}` },
    ];
  const [low, high, who] = count < FEW ? [least, most, ''] : [p25, p75, 'Half of '];
  return [
    { text: `${who}${counted(count, 'machine')} reach between ` },
    { text: `${shareWord(low)} and ${shareWord(high)}`, model: 'free-threads' },
    { text: ` of their ${whose}` },
  ];
}

export function fleetAnswer({ rows, efficiency, worth, reported }: FleetFindings): readonly Part[] {
  if (rows.length === 0) return [{ text: 'No machine is left by these filters.' }];
  const spread = efficiency.spread ?? worth;
  if (!spread) return [{ text: `No core could be proven on any of ${counted(rows.length, 'machine')}.` }];
  const first = reach(spread, 'proven cores');
  if (!reported.reported || !reported.effective) return [...first, { text: '.' }];
  const [says, has] = [coresWord(reported.reported.median), coresWord(reported.effective.median)];
  return [
    ...first,
    { text: `; the median of reported cores is ${says}, of effective ones ` },
    { text: has, model: 'free-threads' },
    { text: '.' },
  ];
}

export function fleetEvidence({ efficiency, worth, reported }: FleetFindings): readonly string[] {
  const spread = efficiency.spread ?? worth;
  if (!spread) return [];
  const what = efficiency.spread ? 'best speed-up ÷ proven cores' : 'effective ÷ proven cores';
  const middle = `10–90${THIN}%: ${shareWord(spread.p10)}–${shareWord(spread.p90)}`;
  const short = `${grouped(reported.below)} of ${grouped(reported.rows.length)} measure less than 0.9 of what is reported`;
  return [what, middle, ...(reported.rows.length > 0 ? [short] : [])];
}

/** "mandelbrot, version 1, quick preset, protocol 1". */
export function groupName({ kernel, preset, protocol, schedule }: Comparable): string {
  return [
    kernel ? `${kernel.id}, version ${kernel.version}` : 'cores only',
    `${preset} preset`,
    protocol === null ? 'protocol not said' : `protocol ${protocol}`,
    ...(schedule === 'dynamic' ? [] : [`${schedule} schedule`]),
  ].join(', ');
}

const OUTSIDE: Readonly<Record<Difference, string>> = {
  protocol: 'measured by another protocol',
  preset: 'measured by another preset',
  schedule: 'dealt out their work by another schedule',
  kernel: 'timed other kernels',
  'kernel-version': 'timed another version of this kernel',
};

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** What the group leaves out; empty where it leaves nothing out. */
export function outsideSentence(outside: ReadonlyMap<Difference, number>): string {
  const all = [...outside.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) return '';
  const parts = [...outside].map(([difference, count]) => `${grouped(count)} ${OUTSIDE[difference]}`);
  return `${counted(all, 'machine')} cannot be pooled with these and ${all === 1 ? 'is' : 'are'} in no picture: ${listed(parts)}.`;
}

const LACKS: Readonly<Record<Reason, readonly [one: string, many: string]>> = {
  unfinished: ['did not run to its end', 'did not run to their end'],
  unproven: ['proves no cores (no shared memory)', 'prove no cores (no shared memory)'],
  'one-core': ['has one core', 'have one core'],
  'no-effective': ['does not say what its cores are worth', 'do not say what their cores are worth'],
  unreported: ['does not report its cores', 'do not report their cores'],
  'not-timed': ['was not timed on all its cores', 'were not timed on all their cores'],
};

/** What a picture shows and what not: "3 102 machines; not here: 812 prove no cores (no shared memory)". */
export function picturedNote({ rows, out }: Pick<Pictured, 'rows' | 'out'>): string {
  const lacking = [...out].map(([reason, count]) => `${grouped(count)} ${LACKS[reason][count === 1 ? 0 : 1]}`);
  const shown = counted(rows.length, 'machine');
  return lacking.length === 0 ? shown : `${shown}; not here: ${listed(lacking)}`;
}

/** Where a picture has nobody to show. */
export function emptySentence({ out }: Pick<Pictured, 'out'>): string {
  const lacking = [...out].map(([reason, count]) => `${grouped(count)} ${LACKS[reason][count === 1 ? 0 : 1]}`);
  return lacking.length === 0 ? 'No machine is left by these filters.' : `Nothing to draw: ${listed(lacking)}.`;
}

/** A button that compares: all of them where that can be, else the first dozen. */
export function compareWords(count: number, most: number): string {
  if (count === 1) return 'Show this one';
  return count <= most ? `Compare these ${count}` : `Compare the first ${most}`;
}
