/**
 * Sees whatever the browser sends off this machine, whoever asked for it: a page, a worker, a service worker, a socket, a beacon, a font, an icon. A
 * proxy that lets nothing through and remembers what it was asked for; loopback addresses do not come by here.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

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

  /** For Playwright's `proxy`. */
  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What came by since this was asked last. */
  take(): string[] {
    return this.#seen.splice(0);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
