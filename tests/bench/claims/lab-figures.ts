/** The lab's side of the table, read from a document of decided claims (overlap-claims/1). Only what the table needs is demanded of it. */
import * as v from 'valibot';
import { CLAIMS_FORMAT } from '../../../src/results/claims-document.ts';

const COMMON = { id: v.string(), title: v.string() };
const INTERVAL = v.object({ estimate: v.number(), low: v.number(), high: v.number() });
const PART = v.variant('kind', [
  v.object({ kind: v.literal('measured'), ...COMMON, unit: v.string(), estimate: INTERVAL }),
  v.object({ kind: v.literal('counted'), ...COMMON, tries: v.number(), seen: v.number() }),
]);
const DOCUMENT = v.object({
  schema: v.literal(CLAIMS_FORMAT),
  browser: v.object({ name: v.string(), version: v.string() }),
  cores: v.object({ proven: v.nullable(v.number()) }),
  entries: v.array(
    v.object({
      claim: v.string(),
      state: v.string(),
      verdict: v.nullable(v.string()),
      parts: v.array(PART),
      control: v.array(PART),
    }),
  ),
});

export type LabDocument = v.InferOutput<typeof DOCUMENT>;
export type LabEntry = LabDocument['entries'][number];
export type LabPart = v.InferOutput<typeof PART>;

/** Throws `TypeError` for what is no such document, and says where it is none. */
export function labDocument(text: string): LabDocument {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    throw new TypeError('it is not JSON', { cause });
  }
  const parsed = v.safeParse(DOCUMENT, given);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new TypeError(`it is no document of decided claims: ${v.getDotPath(issue) ?? 'at the top'}: ${issue.message}`);
}

/** The ids that a twin may print; null where the lab has none, since it could not put the claim to the test. */
export function idsOf(entry: LabEntry | undefined): ReadonlySet<string> | null {
  const parts = entry ? [...entry.parts, ...entry.control] : [];
  return parts.length > 0 ? new Set(parts.map(({ id }) => id)) : null;
}
