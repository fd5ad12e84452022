/**
 * Where the results of a comparison come from: pasted text, links, files, this device's history. Each is read by the code that knows it, which
 * is loaded when first needed; what cannot be taken becomes a sentence, and nothing is lost beside it.
 */
import { counted } from '../charts/number-format.ts';
import { INTAKE } from '../results/intake/intake-limits.ts';
import type { ResultRef } from '../results/link/address.ts';
import { machine, type Machine } from '../results/machine.ts';
import { Pace } from '../results/pace.ts';
import type { Read } from '../results/read.ts';
import type { ResultDocument } from '../results/schema.ts';
import type { KeptHead } from '../results/store/kept.ts';
import type { Found } from './compare-bench.ts';

export interface Gathered {
  readonly found: readonly Found[];
  /** A sentence each. */
  readonly faults: readonly string[];
}

/** How far the reading of files has come, in words; fractions are not known for packed files. */
export type OnProgress = (share: number | null, words: string) => void;

export interface Sources {
  /** Loads what reads links, so that the first paste does not wait for it. */
  prepare(): void;
  /** These three reject with the signal's reason where it was aborted. */
  fromText(text: string, signal: AbortSignal, onProgress: OnProgress): Promise<Gathered>;
  fromRefs(refs: readonly ResultRef[], signal: AbortSignal, onProgress: OnProgress): Promise<Gathered>;
  fromFiles(files: readonly File[], signal: AbortSignal, onProgress: OnProgress): Promise<Gathered>;
  /** Rejects with a sentence where nothing is kept or nothing may be read. */
  history(): Promise<readonly KeptHead[]>;
}

const NOTHING: Gathered = { found: [], faults: [] };
const NOT_LOADED = 'What reads this could not be loaded. Check the connection and try again.';
/** Pasted text that begins so is a document and no link. */
const DOCUMENT = /^\s*[[{]/;

function read<Value>(value: Value): Read<Value> {
  return { ok: true, value };
}

function refused(fault: string): Read<never> {
  return { ok: false, fault };
}

async function fromDocument(document: ResultDocument, from: string): Promise<Machine> {
  const { summaryOf } = await import('../results/summary.ts');
  return machine(summaryOf(document), document, from);
}

async function keptMachine(id: string): Promise<Read<Machine>> {
  const [{ openStore }, { parseResult }] = await Promise.all([
    import('../results/store/store.ts'),
    import('../results/parse.ts'),
  ]);
  const store = await openStore();
  const kept = await store.get(id);
  if (!kept) return refused('This device’s history holds no such result: it was removed, or kept on another device.');
  const parsed = parseResult(kept.document);
  if (!parsed.ok) return refused(parsed.fault);
  const { document } = parsed;
  return read(
    await fromDocument(kept.name === '' ? document : { ...document, name: kept.name.slice(0, 40) }, 'history'),
  );
}

async function machineOf({ kind, text }: ResultRef): Promise<Read<Machine>> {
  if (kind === 'kept') return keptMachine(text);
  if (kind === 'summary') {
    const { readSummaryPayload } = await import('../results/link/summary-link.ts');
    const summary = readSummaryPayload(text);
    return summary.ok ? read(machine(summary.value, null, 'link')) : summary;
  }
  const { readFullPayload } = await import('../results/link/full-link.ts');
  const document = await readFullPayload(text);
  return document.ok ? read(await fromDocument(document.value, 'link')) : document;
}

/** A sentence of an error that has one for the visitor, as those of the store have. */
function sentenceOf(error: unknown): string {
  return error instanceof Error && /[.!?]$/.test(error.message) ? error.message : NOT_LOADED;
}

/** Links that are opened at once. */
const AT_ONCE = 12;
/** Links that are opened at all, and faults that are spelled out: as many as of files. */
const { results: MOST_OPENED, faults: MOST_TOLD } = INTAKE;

async function opened(ref: ResultRef): Promise<Read<Found>> {
  const one = await machineOf(ref).catch((error: unknown) => refused(sentenceOf(error)));
  return one.ok ? read({ machine: one.value, ref }) : one;
}

async function fromRefs(refs: readonly ResultRef[], signal: AbortSignal, onProgress: OnProgress): Promise<Gathered> {
  const pace = new Pace(signal);
  const all: Read<Found>[] = [];
  const few = refs.slice(0, MOST_OPENED);
  while (all.length < few.length) {
    signal.throwIfAborted();
    all.push(...(await Promise.all(few.slice(all.length, all.length + AT_ONCE).map(opened))));
    if (!pace.due) continue;
    onProgress(all.length / few.length, `${counted(all.length, 'link')} so far`);
    await pace.giveWay();
  }
  return { found: all.flatMap((one) => (one.ok ? [one.value] : [])), faults: faultsOf(all, refs.length) };
}

function faultsOf(all: readonly Read<unknown>[], given: number): string[] {
  const which = (index: number): string => (given > 1 ? `Result ${index + 1} of ${given}: ` : '');
  const faults = all.flatMap((one, index) => (one.ok ? [] : [`${which(index)}${one.fault}`]));
  const told = faults.slice(0, MOST_TOLD);
  if (faults.length > told.length) told.push(`And ${faults.length - told.length} more.`);
  if (given > all.length) told.push(`There are ${given} links in it; the first ${all.length} were opened.`);
  return told;
}

async function fromFiles(files: readonly File[], signal: AbortSignal, onProgress: OnProgress): Promise<Gathered> {
  const { readFiles } = await import('../results/intake/read-files.ts');
  const { machines, faults } = await readFiles(files, {
    signal,
    onProgress: ({ files: done, ofFiles, results }) =>
      onProgress(ofFiles > 1 ? done / ofFiles : null, `${counted(results, 'result')} so far`),
  });
  return { found: machines.map((one) => ({ machine: one, ref: null })), faults };
}

async function fromText(text: string, signal: AbortSignal, onProgress: OnProgress): Promise<Gathered> {
  if (text.trim() === '') return NOTHING;
  if (DOCUMENT.test(text)) {
    const file = new File([text], 'Pasted text', { type: 'application/json' });
    return fromFiles([file], signal, onProgress);
  }
  const { refInLink } = await import('../results/link/address.ts');
  const refs = refInLink(text);
  return refs.ok ? fromRefs(refs.value, signal, onProgress) : { found: [], faults: [refs.fault] };
}

/** What cannot be loaded now is tried again, and told, when it is needed. */
function prepare(): void {
  const readers = [import('../results/link/address.ts'), import('../results/link/full-link.ts')];
  void Promise.all([...readers, import('../results/link/summary-link.ts')]).catch(() => undefined);
}

async function history(): Promise<readonly KeptHead[]> {
  const { openStore } = await import('../results/store/store.ts');
  return (await openStore()).list();
}

/** A part that cannot be loaded is a sentence, too. */
function guarded<Given extends readonly unknown[]>(
  gather: (...given: Given) => Promise<Gathered>,
): (...given: Given) => Promise<Gathered> {
  return (...given) =>
    gather(...given).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      return { found: [], faults: [sentenceOf(error)] };
    });
}

export const sources: Sources = {
  prepare,
  fromText: guarded(fromText),
  fromRefs: guarded(fromRefs),
  fromFiles: guarded(fromFiles),
  history,
};
