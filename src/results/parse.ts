/**
 * Reads a result document from elsewhere: a file, a link, a classmate. What it lets through keeps every bound of
 * the schema; what it refuses it explains in one sentence. Loads valibot, so it is imported when first needed.
 */
import * as v from 'valibot';
import { FORMAT } from './limits.ts';
import { resultSchema, type ResultDocument } from './schema.ts';

export type Parsed =
  { readonly ok: true; readonly document: ResultDocument } | { readonly ok: false; readonly fault: string };

const LONGEST_FAULT = 200;

/** Never throws. Keys the format does not know (yet) are dropped. */
export function parseResult(candidate: unknown): Parsed {
  const format = formatOf(candidate);
  if (format === null) return { ok: false, fault: `This is no result of this lab: its schema is not "${FORMAT}".` };
  if (format !== FORMAT)
    return { ok: false, fault: cut(`This result has the format "${format}"; this lab reads "${FORMAT}".`) };
  const result = v.safeParse(resultSchema, candidate, { abortEarly: true });
  if (result.success) return { ok: true, document: withOneZero(result.output) };
  const [issue] = result.issues;
  return { ok: false, fault: cut(`This result is damaged at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}.`) };
}

/** JSON can write −0, which the schema lets pass; a document has one zero. What the schema lets through is not deep. */
function withOneZero<Value>(value: Value): Value {
  if (Object.is(value, -0)) return 0 as Value;
  if (typeof value !== 'object' || value === null) return value;
  const parts: Record<string, unknown> = value as Record<string, unknown>;
  for (const key of Object.keys(parts)) {
    const part = parts[key];
    if (typeof part === 'object' ? part !== null : Object.is(part, -0)) parts[key] = withOneZero(part);
  }
  return value;
}

function formatOf(candidate: unknown): string | null {
  if (typeof candidate !== 'object' || candidate === null || !('schema' in candidate)) return null;
  return typeof candidate.schema === 'string' ? candidate.schema : null;
}

function cut(fault: string): string {
  return fault.length <= LONGEST_FAULT ? fault : `${fault.slice(0, LONGEST_FAULT - 2)}….`;
}
