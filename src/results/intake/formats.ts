/** What to say of a document that is no result of today's format: of a newer lab, of another view of this one, or of nobody. */
import { ADVISOR_FORMAT } from '../advisor-document.ts';
import { CLAIMS_FORMAT } from '../claims-document.ts';
import { CONTENTION_FORMAT } from '../contention-document.ts';
import { SUMMARY_FORMAT } from '../fleet/fleet-ndjson.ts';
import { KERNELS_FORMAT } from '../kernels-document.ts';
import { FORMAT } from '../limits.ts';
import { RACE_FORMAT } from '../race-document.ts';
import { SCHEDULES_FORMAT } from '../schedules-document.ts';
import { SUSTAINED_FORMAT } from '../sustained-document.ts';

const family = (format: string): string => format.slice(0, format.lastIndexOf('/'));

const COMPARED = [FORMAT, SUMMARY_FORMAT];
const OTHERS: Readonly<Record<string, string>> = {
  [family(RACE_FORMAT)]: 'a race of models',
  [family(CLAIMS_FORMAT)]: 'claims put to the test',
  [family(KERNELS_FORMAT)]: 'speeds of kernels',
  [family(ADVISOR_FORMAT)]: 'a table of the advisor',
  [family(SUSTAINED_FORMAT)]: 'a watch of the pace',
  [family(CONTENTION_FORMAT)]: 'a measurement of contention',
  [family(SCHEDULES_FORMAT)]: 'a comparison of schedules',
};

/** A sentence about a document whose `schema` is none that is compared. */
export function otherFormat(schema: unknown): string {
  const [, name, version] = typeof schema === 'string' ? (/^(overlap-[a-z]{1,20})\/(\d{1,6})$/.exec(schema) ?? []) : [];
  const known = COMPARED.find((format) => family(format) === name);
  if (known && Number(version) > Number(known.slice(family(known).length + 1)))
    return `it was made by a newer lab: its format is ${String(schema)}, and this page reads ${known}. Reload this page, or open it where it was made.`;
  if (name !== undefined && Object.hasOwn(OTHERS, name))
    return `it holds ${OTHERS[name] ?? ''}, which cannot be compared. Compare takes results of Measure (${FORMAT}).`;
  return `it is no result of this lab: its schema is not ${FORMAT}.`;
}
