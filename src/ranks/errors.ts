/** What can go wrong between ranks, by what MPI calls it; each says what to do. Ended waits throw the errors of src/sync. */

/** The message is longer than the array it was to go to: MPI_ERR_TRUNCATE. */
export class MessageTruncated extends Error {
  override readonly name = 'MessageTruncated';
  constructor(source: number, got: number, room: number) {
    super(`a message of ${got} bytes from rank ${source} does not fit into ${room}: receive into a larger array`);
  }
}

/** A value was sent where an array is received, or elements of another kind: MPI_ERR_TYPE. */
export class PayloadDiffers extends Error {
  override readonly name = 'PayloadDiffers';
  constructor(source: number, got: string, expected: string) {
    super(`rank ${source} sent ${got} where ${expected} is received: use the same form and element kind on both sides`);
  }
}

/** Two ranks are in different collectives at the same time: every rank has to call the same ones in the same order. */
export class CollectivesDiffer extends Error {
  override readonly name = 'CollectivesDiffer';
  constructor(rank: number, here: string, source: number, there: string) {
    super(
      `rank ${rank} is in ${here} while rank ${source} is in ${there}: call the same collectives in the same order`,
    );
  }
}

/** A rank ended the program for all: MPI_Abort. */
export class RankAbort extends Error {
  override readonly name = 'RankAbort';
  constructor(
    readonly rank: number,
    readonly code: number,
  ) {
    super(`rank ${rank} aborted the program with code ${code}`);
  }
}
