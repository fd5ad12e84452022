/**
 * What has been taken in so far: results, faults and how many of either there may be. Judges single JSON values; where they come from is
 * the readers' business.
 */
import { SUMMARY_FORMAT } from '../fleet/fleet-ndjson.ts';
import { FORMAT } from '../limits.ts';
import { machine, type Machine } from '../machine.ts';
import { parseResult } from '../parse.ts';
import type { ResultDocument } from '../schema.ts';
import { summaryOf, type Summary } from '../summary.ts';
import { summarySource } from './document-check.ts';
import { readSummary } from './flat-check.ts';
import { otherFormat } from './formats.ts';
import { isObject, type Unknown } from './guards.ts';
import { INTAKE } from './intake-limits.ts';

/** What was read of all files. */
export interface Intake {
  readonly machines: readonly Machine[];
  /** Sentences, each with the file's name; the last says how many more there are. */
  readonly faults: readonly string[];
  /** Files, documents, lines and rows that were not taken. */
  readonly refused: number;
}

export interface Place {
  readonly file: string;
  /** Counted from 1; null where it is about the whole file. */
  readonly line: number | null;
}

const LONGEST_NAME = 80;

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}

const sentence = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

function pointsOf({ kernels }: Summary): number {
  let points = 0;
  for (const { curves } of kernels) for (const curve of curves) points += curve.points.length;
  return points;
}

export class Collection {
  private machines: Machine[] = [];
  private readonly told: string[] = [];
  private untold = 0;
  private points = 0;
  private hasDocuments = true;
  private refusals = 0;
  private ended = false;

  get results(): number {
    return this.machines.length;
  }

  get refused(): number {
    return this.refusals;
  }

  /** Whether as many results were read as are. */
  get full(): boolean {
    return this.ended;
  }

  /** One JSON text: a document or a summary. */
  json(text: string, place: Place): void {
    let candidate: unknown;
    try {
      candidate = JSON.parse(text);
    } catch {
      this.refuse(place, 'it is no JSON, or was cut off.');
      return;
    }
    this.candidate(candidate, place);
  }

  summary(summary: Summary, place: Place): void {
    this.add(summary, () => null, place);
  }

  /** Not taken, and why. */
  refuse(place: Place, why: string): void {
    this.refusals++;
    this.note(place, why);
  }

  /** Something to know, though nothing was refused. */
  note({ file, line }: Place, what: string): void {
    if (this.told.length >= INTAKE.faults) this.untold++;
    else this.told.push(`${shortened(file)}${line === null ? '' : `, line ${line}`}: ${sentence(what)}`);
  }

  get intake(): Intake {
    const faults = this.untold > 0 ? [...this.told, `And ${this.untold} more.`] : this.told;
    return { machines: this.machines, faults, refused: this.refusals };
  }

  private candidate(candidate: unknown, place: Place): void {
    const schema = isObject(candidate) ? candidate['schema'] : null;
    if (schema === FORMAT) this.document(candidate as Unknown, place);
    else if (schema === SUMMARY_FORMAT) this.flat(candidate as Unknown, place);
    else this.refuse(place, otherFormat(schema));
  }

  private document(candidate: Unknown, place: Place): void {
    const source = summarySource(candidate);
    if (source) {
      this.add(summaryOf(source), () => this.whole(candidate, place), place);
      return;
    }
    const parsed = this.told.length < INTAKE.faults ? parseResult(candidate) : null;
    this.refuse(place, parsed && !parsed.ok ? parsed.fault : 'This result is damaged.');
  }

  private whole(candidate: Unknown, place: Place): ResultDocument | null {
    const parsed = parseResult(candidate);
    if (parsed.ok) return parsed.document;
    this.note(place, `only its summary was taken. ${parsed.fault}`);
    return null;
  }

  private flat(candidate: Unknown, place: Place): void {
    const read = readSummary(candidate);
    if (read.ok) this.add(read.value, () => null, place);
    else this.refuse(place, read.fault);
  }

  private add(summary: Summary, document: () => ResultDocument | null, place: Place): void {
    const points = pointsOf(summary);
    if (this.ended) return;
    if (this.results >= INTAKE.results) this.stop(place, `${INTAKE.results} results`);
    else if (this.points + points > INTAKE.points) this.stop(place, `${INTAKE.points} points of curves`);
    else {
      this.points += points;
      if (this.results >= INTAKE.documents) this.dropDocuments();
      this.machines.push(machine(summary, this.hasDocuments ? document() : null, place.file));
    }
  }

  private stop(place: Place, most: string): void {
    this.ended = true;
    this.refuse(place, `from here on nothing was read: ${most} are as many as this page holds. Drop fewer.`);
  }

  private dropDocuments(): void {
    if (!this.hasDocuments) return;
    this.hasDocuments = false;
    this.machines = this.machines.map((one) => ({ ...one, document: null }));
  }
}
