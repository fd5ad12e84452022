/**
 * Sees whatever the browser asks of anybody but the site, whoever wants it: a page, a worker, a service worker, a socket, a beacon, a font, an icon. A
 * proxy that lets nothing through and remembers what it was asked for.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Chromium itself asks its maker about any field to be filled in, whatever the page; no page of this site may (its policy says so). */
const OF_THE_BROWSER: ReadonlySet<string> = new Set(['content-autofill.googleapis.com:443']);

export class StrangerTrap {
  readonly #seen: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#seen.push(request.url ?? '');
      response.writeHead(403).end();
    });
    // TLS and WebSockets ask for a tunnel: "host:443".
    this.#server.on('connect', (request, socket) => {
      this.#seen.push(request.url ?? '');
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  }

  static async start(): Promise<StrangerTrap> {
    const trap = new StrangerTrap();
    await new Promise<void>((resolve) => trap.#server.listen(0, '127.0.0.1', resolve));
    return trap;
  }

  /** Playwright's option: all but the site goes by here, other ports of this machine as well. */
  proxy(site: string): { server: string; bypass: string } {
    const { port } = this.#server.address() as AddressInfo;
    return { server: `http://127.0.0.1:${port}`, bypass: new URL(site).host };
  }

  /** What came by since this was asked last. */
  take(): string[] {
    return this.#seen.splice(0).filter((asked) => !OF_THE_BROWSER.has(asked));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
