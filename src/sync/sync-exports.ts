/**
 * The typed face of assembly/sync: what the built module exports for workers. Types only; the protocols
 * stand in the headers of assembly/sync/*.ts.
 */
export interface SyncExports {
  awaitOrder(mailbox: number, seen: number, sliceMs: number): number;
  leaveMailbox(mailbox: number): void;
  claimTask(batch: number, count: number): number;
  batchStopped(batch: number): number;
  leaveBatch(batch: number, workers: number, number: number): number;
  leadRounds(block: number, threads: number, first: number, rounds: number, spinLimit: number): number;
  followRounds(block: number, threads: number, spinLimit: number): number;
  closeHandshake(block: number): void;
}
