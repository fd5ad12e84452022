/** A row of the advisor's report before anything of it is measured: what a run begins with and what the page shows before one. Pure. */
import { ADVISED_MODELS, type AdvisorCell, type AdvisorRow } from './advisor-report.ts';
import { KINDS, type KindId, type Work } from './work.ts';

const WAITING = { workers: 0, state: 'waiting', wallMs: null, samples: [], cutAtMs: null, reason: null } as const;

export function emptyRow(id: AdvisorRow['id'], work: Work): AdvisorRow {
  const cells = ADVISED_MODELS.map((model): AdvisorCell => ({ model, ...WAITING }));
  return { id, asked: work, measured: work, state: 'waiting', rounds: 0, cells };
}

export function emptyRows(kinds: readonly KindId[]): AdvisorRow[] {
  return kinds.map((id) => emptyRow(id, KINDS[id].work));
}
