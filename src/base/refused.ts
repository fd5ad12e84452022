/**
 * Thrown where a program is played, on whichever thread, when the model has no way to do what it asks. Its name is what
 * the page knows it by, since of an error of a worker only name and message arrive. The message is the sentence to show.
 */
export class Refused extends Error {
  override readonly name = 'CannotPlay';
}
