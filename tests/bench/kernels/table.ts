/** The findings as a table and the figures below it, for a terminal or as Markdown. Pure. */
import { median } from '../../../src/measure/stats/median.ts';
import {
  timedBuild,
  efficiencyOf,
  geometricMean,
  RIVALS,
  speedOf,
  type KernelFinding,
  type Module,
  type Ratio,
  type RivalName,
} from './finding.ts';

const NONE = '–';

/** Below which a kernel is named. */
const LEAST = { c128: 0.85, clang: 1, efficiency: 0.99, native: 0.8 };

const TITLES: Readonly<Record<RivalName, string>> = {
  'relaxed-simd': 'relaxed SIMD',
  simd: 'SIMD',
  scalar: 'scalar',
  node: 'in Node',
  'c-128': 'C, 128 bits',
  'c-full': 'C, full width',
  clang: 'C as wasm',
  javascript: 'JavaScript',
};

/** Ratios to C at 128 bits; the first with its spread. */
const COMPARED = ['simd', 'scalar', 'node', 'c-full', 'clang', 'javascript'] as const satisfies readonly RivalName[];

const plain = (value: number): string => (value < 0.095 ? value.toFixed(3) : value.toFixed(2));

const withSpread = ({ median: middle, low, high }: Ratio): string => `${plain(middle)} (${plain(low)}–${plain(high)})`;

function cell(finding: KernelFinding, rival: RivalName, ratio: string | null): string {
  const { state } = finding.rivals[rival];
  if (state === 'wrong') return 'wrong';
  return state === 'missing' || ratio === null ? NONE : ratio;
}

function msOf(finding: KernelFinding, rival: RivalName): string {
  const standing = finding.rivals[rival];
  return cell(finding, rival, standing.state === 'timed' ? `${median(standing.times).toFixed(1)} ms` : null);
}

function speedRow(finding: KernelFinding): string[] {
  const against = (rival: RivalName): Ratio | null => speedOf(finding, rival, 'c-128');
  const relaxed = against('relaxed-simd');
  const build = timedBuild(finding);
  const clang = build && speedOf(finding, build, 'clang');
  return [
    finding.kernel + (finding.vectorised === false ? ' *' : ''),
    msOf(finding, build ?? 'relaxed-simd'),
    msOf(finding, 'c-128'),
    cell(finding, 'relaxed-simd', relaxed && withSpread(relaxed)),
    ...COMPARED.map((rival) => {
      const ratio = against(rival);
      return cell(finding, rival, ratio && plain(ratio.median));
    }),
    clang ? withSpread(clang) : NONE,
  ];
}

function pairRow(finding: KernelFinding): string[] {
  const found = efficiencyOf(finding.pair);
  if (!found) return ['wrong', NONE, NONE];
  const { ours, native, ratio } = found;
  return [plain(ours.median), native ? plain(native.median) : NONE, ratio ? withSpread(ratio) : NONE];
}

const HEAD = [
  'kernel',
  'this',
  TITLES['c-128'],
  TITLES['relaxed-simd'],
  ...COMPARED.map((rival) => TITLES[rival]),
  '÷ C as wasm',
  '2 workers',
  '2 C threads',
  'ratio',
];

/** Columns are padded; Markdown readers do not mind, and a terminal shows the table too. */
export function table(findings: readonly KernelFinding[], markdown: boolean): string {
  const rows = [HEAD, ...findings.map((finding) => [...speedRow(finding), ...pairRow(finding)])];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((text, column) => text.padEnd(widths[column] ?? 0));
    return markdown ? `| ${padded.join(' | ')} |` : padded.join('  ').trimEnd();
  };
  const rule = widths.map((width) => '-'.repeat(width));
  return [line(HEAD), line(rule), ...rows.slice(1).map(line)].join('\n');
}

interface Named {
  readonly kernel: string;
  readonly value: number;
}

/** The kernels of which there is such a ratio. */
function named(findings: readonly KernelFinding[], of: (finding: KernelFinding) => Ratio | null | undefined): Named[] {
  return findings.flatMap((finding) => {
    const ratio = of(finding);
    return ratio ? [{ kernel: finding.kernel, value: ratio.median }] : [];
  });
}

function below(values: readonly Named[], least: number): string {
  const low = values.filter(({ value }) => value < least).sort((a, b) => a.value - b.value);
  const list = low.map(({ kernel, value }) => `${kernel} ${plain(value)}`).join(', ');
  return low.length === 0 ? `none below ${least}` : `below ${least}: ${list}`;
}

function figure(what: string, values: readonly Named[], least?: number): string | null {
  const mean = geometricMean(values.map(({ value }) => value));
  if (mean === null) return null;
  const tail = least === undefined ? '' : `; ${below(values, least)}`;
  return `${what}: ${plain(mean)}, the geometric mean of ${values.length}${tail}`;
}

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

function moduleLine({ build, bytes, gzipped, compileMs }: Module): string {
  const compiled = compileMs === null ? 'not compiled here' : `compiled in ${compileMs.toFixed(2)} ms`;
  return `Module, ${TITLES[build]}: ${kilobytes(gzipped)} gzipped (${kilobytes(bytes)}), ${compiled}`;
}

/** Where even C gained little from a second thread, other programs had the processor, and the ratio says nothing. */
function occupied(findings: readonly KernelFinding[]): string[] {
  const native = named(findings, ({ pair }) => efficiencyOf(pair)?.native);
  const low = native
    .filter(({ value }) => value < LEAST.native)
    .map(({ kernel, value }) => `${kernel} ${plain(value)}`);
  return low.length === 0
    ? []
    : [`Two C threads themselves reached less than ${LEAST.native}, so measure again: ${low.join(', ')}`];
}

/** A line each: the figures over all kernels, then the modules. */
export function figures(findings: readonly KernelFinding[], modules: readonly Module[]): string[] {
  const best = (other: RivalName) => (finding: KernelFinding) => {
    const build = timedBuild(finding);
    return build && speedOf(finding, build, other);
  };
  const vectorised = findings.filter((finding) => finding.vectorised === true);
  const lines = [
    figure('Speed against C at 128 bits, kernels that C vectorises', named(vectorised, best('c-128')), LEAST.c128),
    figure('Speed against C at 128 bits, all kernels', named(findings, best('c-128')), LEAST.c128),
    figure('Speed against that C as WebAssembly, same browser', named(findings, best('clang')), LEAST.clang),
    figure('Speed against C at full width', named(findings, best('c-full'))),
    figure('Speed against plain JavaScript, same browser', named(findings, best('javascript'))),
    figure(
      'Parallel efficiency of two workers against two C threads',
      named(findings, ({ pair }) => efficiencyOf(pair)?.ratio),
      LEAST.efficiency,
    ),
  ];
  return [...lines.filter((line) => line !== null), ...occupied(findings), ...modules.map(moduleLine)];
}

/** Why there are dashes: each reason once, with what it is the reason of. */
export function missing(findings: readonly KernelFinding[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { kernel, rivals } of findings) {
    for (const rival of RIVALS) {
      const standing = rivals[rival];
      if (standing.state !== 'missing') continue;
      const reason = `${TITLES[rival]}: ${standing.reason}`;
      reasons.set(reason, [...(reasons.get(reason) ?? []), kernel]);
    }
  }
  return [...reasons].map(([reason, kernels]) =>
    kernels.length === findings.length ? `Missing, ${reason}` : `Missing, ${reason} (${kernels.join(', ')})`,
  );
}
