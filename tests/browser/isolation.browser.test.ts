/** What every other browser test stands on: the test page gets shared memory and may hand it to a worker. */
import { expect, test } from 'vitest';

test('the test page is cross-origin isolated', () => {
  expect(crossOriginIsolated).toBe(true);
});

test('a worker writes into the memory of the page', async () => {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const code = 'onmessage = ({ data }) => { Atomics.store(data, 0, 42); postMessage(null); }';
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = reject;
      worker.postMessage(words);
    });
    expect(Atomics.load(words, 0)).toBe(42);
  } finally {
    worker.terminate();
  }
});
