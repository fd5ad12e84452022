/** A page that is left while its workers are in the middle of calls, and blocked: they end with it. */
import { expect, vi } from 'vitest';
import { behaviour } from '../../conformance/repeated.ts';
import { inTime, SOON, workersAlive } from './kind.ts';
import pageUrl from './leaving-page.ts?url';

/** The test runner wraps what is imported later, and is not in the frame. */
const WITHOUT_RUNNER = 'globalThis.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() }';

/** Resolves when its workers run. */
function opened(): Promise<HTMLIFrameElement> {
  return new Promise((resolve, reject) => {
    const frame = document.createElement('iframe');
    addEventListener('message', function hear({ source, data }) {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', hear);
      if (data === 'running') resolve(frame);
      else reject(new Error(String(data)));
    });
    frame.srcdoc = `<script>${WITHOUT_RUNNER}; onerror = (message) => parent.postMessage(message, '*')</script>
      <script type="module" src="${pageUrl}"></script>`;
    document.body.append(frame);
  });
}

behaviour('SD09 of a page that is left', async () => {
  const frame = await inTime(opened());
  expect(await workersAlive()).toBe(2);
  frame.remove();
  await vi.waitFor(async () => expect(await workersAlive()).toBe(0), SOON);
});
