/**
 * This device's own results beside one that was received: which of them a received one is compared with, and keeping a received one. Asks the
 * store; decides nothing about what is shown.
 */
import { wallDate } from '../base/clock.ts';
import { FORMAT } from '../results/limits.ts';
import type { ResultRef } from '../results/link/address.ts';
import type { ResultDocument } from '../results/schema.ts';
import { RECEIVED, type ResultStore } from '../results/store/kept.ts';

/** Loaded when first asked: who only reads a link needs no database. */
async function openStore(): Promise<ResultStore> {
  const store = await import('../results/store/store.ts');
  return store.openStore();
}

/** The newest whole result that was measured here, unless it is the one that is looked at; null where there is none. */
export async function ownNewest(other: ResultRef): Promise<ResultRef | null> {
  const heads = await (await openStore()).list();
  const own = heads.find(
    ({ id, format, state }) => format === FORMAT && state === 'whole' && !id.startsWith(RECEIVED) && id !== other.text,
  );
  return own ? { kind: 'kept', text: own.id } : null;
}

/** The same result is kept once, however often its link is opened. Rejects with a sentence where the store refuses. */
export async function keepReceived(document: ResultDocument, answer: string, device: string): Promise<ResultRef> {
  const id = `${RECEIVED}${document.startedAt.slice(0, 19).replace(/\D/g, '')}-${document.seed}`;
  const store = await openStore();
  const state = document.state === 'complete' ? 'whole' : 'partial';
  const name = document.name ?? '';
  await store.put({ id, savedAt: wallDate(), format: FORMAT, state, name, document, answer, device });
  return { kind: 'kept', text: id };
}
