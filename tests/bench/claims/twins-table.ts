/** The lab's figures beside CPython's, claim by claim, as a Markdown table. Pure. */
import type { LabEntry, LabPart } from './lab-figures.ts';

/** A claim with what its twin printed; null where it was not run or failed. */
export interface Compared {
  readonly claim: string;
  /** Undefined where the document does not have the claim. */
  readonly lab: LabEntry | undefined;
  readonly figures: ReadonlyMap<string, number> | null;
}

const NONE = '–';
const DIGITS = 4;

function plain(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}

function labFigure(part: LabPart): string {
  if (part.kind === 'counted') return `${plain(part.seen / part.tries)} (${part.seen} of ${part.tries})`;
  const { estimate, low, high } = part.estimate;
  const unit = part.unit === '' || part.unit === '×' ? part.unit : ` ${part.unit}`;
  return `${plain(estimate)}${unit} (${plain(low)}–${plain(high)})`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

interface Line {
  readonly figure: string;
  readonly lab: string;
  readonly cpython: string;
}

function linesOf({ lab, figures }: Compared): Line[] {
  const told = (id: string): string => {
    const figure = figures?.get(id);
    return figure === undefined ? NONE : plain(figure);
  };
  const line = (part: LabPart, prefix: string): Line => ({
    figure: `${prefix}${part.title}`,
    lab: labFigure(part),
    cpython: told(part.id),
  });
  const lines = [
    ...(lab?.parts ?? []).map((part) => line(part, '')),
    ...(lab?.control ?? []).map((part) => line(part, 'control: ')),
  ];
  if (lines.length > 0) return lines;
  // The lab has none: what CPython says stands under its own ids.
  const own = [...(figures ?? [])].map(([id, figure]) => ({ figure: id, lab: NONE, cpython: plain(figure) }));
  return own.length > 0 ? own : [{ figure: NONE, lab: NONE, cpython: NONE }];
}

/** A row a figure; claim and verdict stand in the first row of each claim. `cpython`: the version, or why there is none. */
export function twinsTable(compared: readonly Compared[], cpython: string): string {
  const head = ['claim', 'figure', 'the lab’s verdict', 'the lab', cpython];
  const rows = compared.flatMap((each) =>
    linesOf(each).map(({ figure, lab, cpython: twin }, place) => {
      const verdict = each.lab ? (each.lab.verdict ?? each.lab.state) : 'not in the document';
      return place === 0 ? row([each.claim, figure, verdict, lab, twin]) : row(['', figure, '', lab, twin]);
    }),
  );
  return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}
