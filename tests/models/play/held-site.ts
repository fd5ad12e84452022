/**
 * The test server's own answer to a read of a program: held until as many have come as a test waits for, and counted, so that a test knows how
 * many were under way at once. Node's side; the test asks through addresses of its own.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin, ViteDevServer } from 'vite';

/** Held by any test for less. A read of a worker gives up after 5 s. */
const MOST_HELD_MS = 4_000;
/** More than may be under way come within this, if they come. */
const LINGER_MS = 40;
const BODY = '<svg/>';

interface Counted {
  /** Answers are held until so many reads have been under way at once. */
  readonly together: number;
  now: number;
  most: number;
  /** Lets go of what is held. */
  go: () => void;
  readonly gone: Promise<void>;
}

function counted(together: number): Counted {
  let go = (): void => {};
  const gone = new Promise<void>((resolve) => (go = resolve));
  return { together, now: 0, most: 0, go, gone };
}

/** `/held-reads/begin?together=N`, `/held-reads/go`, and `/held-reads/most`, which answers how many reads were under way at once at the most. */
export function heldSite(): Plugin {
  let current: Counted | null = null;

  async function answerRead(on: Counted, response: ServerResponse): Promise<void> {
    on.now += 1;
    on.most = Math.max(on.most, on.now);
    if (on.now >= on.together) on.go();
    await Promise.race([on.gone, new Promise((resume) => setTimeout(resume, MOST_HELD_MS))]);
    await new Promise((resume) => setTimeout(resume, LINGER_MS));
    // Before the answer: whoever has it may read again at once.
    on.now -= 1;
    response
      .setHeader('Content-Type', 'image/svg+xml')
      .setHeader('Cross-Origin-Resource-Policy', 'same-origin')
      .end(BODY);
  }

  function handle({ url = '' }: IncomingMessage, response: ServerResponse, next: () => void): void {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const isRead = pathname.endsWith('/favicon.svg') && (searchParams.has('anew') || searchParams.has('read'));
    if (isRead && current) return void answerRead(current, response);
    if (!pathname.startsWith('/held-reads/')) return next();
    if (pathname.endsWith('/begin')) current = counted(Number(searchParams.get('together')));
    if (pathname.endsWith('/go')) current?.go();
    response.end(JSON.stringify({ now: current?.now ?? 0, most: current?.most ?? 0 }));
    if (pathname.endsWith('/end')) current = null;
  }

  // The runner answers every address below that of a test's page with the page itself: this has to be asked before.
  const configureServer = {
    order: 'pre' as const,
    handler: ({ middlewares }: ViteDevServer) => void middlewares.use(handle),
  };
  return { name: 'held-site', configureServer };
}
