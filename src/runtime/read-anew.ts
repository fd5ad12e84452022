/**
 * A blocking read of a real resource: a small file of this site, past every cache. Only on a worker, which may wait for an answer without
 * turning to its event loop, as a thread that reads a socket does.
 */
import type { Bytes, Milliseconds } from '../base/units.ts';

/** A stop is heard after the answer, so there has to be one. */
const ANSWER_MS: Milliseconds = 5_000;

let reads = 0;

export class ReadFailed extends Error {
  override readonly name = 'ReadFailed';
  constructor(url: string, why: string) {
    super(`${url} could not be read (${why}): check the connection and try again`);
  }
}

/** Its length. `mark` keeps addresses of several threads apart. Throws `ReadFailed`. */
export function readAnew(url: string, mark: string): Bytes {
  const address = new URL(url);
  address.searchParams.set('anew', `${mark}-${reads++}`);
  const request = new XMLHttpRequest();
  request.open('GET', address.href, false);
  request.responseType = 'arraybuffer';
  request.timeout = ANSWER_MS;
  request.setRequestHeader('Cache-Control', 'no-store');
  try {
    request.send();
  } catch (cause) {
    throw new ReadFailed(url, String(cause));
  }
  if (request.status !== 200) throw new ReadFailed(url, `the host answered ${request.status}`);
  return (request.response as ArrayBuffer).byteLength;
}
