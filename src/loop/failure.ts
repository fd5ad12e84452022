/** An error on its way through the errbacks of a Deferred. Wrapped, so that an error can also be an ordinary value. */

type ErrorClass = abstract new (...args: never[]) => unknown;

export class Failure {
  constructor(readonly thrown: unknown) {}

  /** What it is of `classes`, or null. */
  check(...classes: ErrorClass[]): ErrorClass | null {
    return classes.find((errorClass) => this.thrown instanceof errorClass) ?? null;
  }

  /** As `check`, but throws the error on where it is none of them: the rest of an errback is for these alone. */
  trap(...classes: ErrorClass[]): ErrorClass {
    const found = this.check(...classes);
    if (found === null) throw this.thrown;
    return found;
  }
}
