/**
 * Opens what an address of a result names: a short link, a full link, or a result kept on this device. All of it is checked before any of it is
 * shown; what cannot be opened comes back as a sentence. Everything that reads is loaded for it.
 */
import type { ResultRef } from '../results/link/address.ts';
import type { Read } from '../results/read.ts';
import type { ResultDocument } from '../results/schema.ts';
import { summaryOf, type Summary } from '../results/summary.ts';

export interface OpenedResult {
  readonly ref: ResultRef;
  readonly summary: Summary;
  /** Null where the link held only the summary. */
  readonly document: ResultDocument | null;
}

function ofDocument(ref: ResultRef, document: ResultDocument): Read<OpenedResult> {
  return { ok: true, value: { ref, document, summary: summaryOf(document) } };
}

async function openSummary(ref: ResultRef): Promise<Read<OpenedResult>> {
  const { readSummaryPayload } = await import('../results/link/summary-link.ts');
  const read = readSummaryPayload(ref.text);
  return read.ok ? { ok: true, value: { ref, summary: read.value, document: null } } : read;
}

async function openFull(ref: ResultRef): Promise<Read<OpenedResult>> {
  const { readFullPayload } = await import('../results/link/full-link.ts');
  const read = await readFullPayload(ref.text);
  return read.ok ? ofDocument(ref, read.value) : read;
}

const NOT_KEPT =
  'This device keeps no result under that address: it was deleted here, or is kept on another device or in another browser.';

async function openKept(ref: ResultRef): Promise<Read<OpenedResult>> {
  const [{ openStore }, { parseResult }] = await Promise.all([
    import('../results/store/store.ts'),
    import('../results/parse.ts'),
  ]);
  const store = await openStore();
  const kept = await store.get(ref.text);
  if (!kept) return { ok: false, fault: NOT_KEPT };
  const parsed = parseResult(kept.document);
  if (!parsed.ok) return parsed;
  // The name given in the history is the name of the machine.
  return ofDocument(ref, kept.name === '' ? parsed.document : { ...parsed.document, name: kept.name });
}

const OPENERS = { summary: openSummary, full: openFull, kept: openKept } as const satisfies Record<
  ResultRef['kind'],
  (ref: ResultRef) => Promise<Read<OpenedResult>>
>;

/** Never rejects. */
export async function openResult(ref: ResultRef): Promise<Read<OpenedResult>> {
  try {
    return await OPENERS[ref.kind](ref);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, fault: `The result could not be opened. ${why}` };
  }
}
