/** One behaviour as it is listed: what it says, whose it is, and why it is left out where it is. */
export interface ListedBehaviour {
  readonly says: string;
  /** CPython's tests that check it; none for the lab's own. */
  readonly from: string;
  readonly leftOut?: string;
}

export type Listed = Readonly<Record<string, ListedBehaviour>>;

export const list = (from: string, says: string, leftOut?: string): ListedBehaviour => ({
  says,
  from,
  ...(leftOut !== undefined && { leftOut }),
});
