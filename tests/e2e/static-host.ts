/**
 * A host as plain as they come, for what the site has to do by itself: serves a copy of the built site under a path of its own, sends no
 * header that is not needed to show it, can be changed in place like a new release, and can be unplugged.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { CONTENT_TYPES } from '../../src/cli/content-types.ts';
import { ROOT } from '../../src/cli/root.ts';

const UNDER = '/teaching/lab/';

export class StaticHost {
  readonly folder: string;
  /** The files that were asked for. */
  readonly asked = new Set<string>();
  readonly #server: Server;
  #port = 0;

  private constructor(folder: string) {
    this.folder = folder;
    this.#server = createServer((request, response) => void this.#answer(request.url ?? '/', response));
  }

  static async start(): Promise<StaticHost> {
    const folder = await mkdtemp(join(tmpdir(), 'overlap-host-'));
    await cp(join(ROOT, 'dist'), folder, { recursive: true });
    const host = new StaticHost(folder);
    await host.plugIn();
    return host;
  }

  /** Ends in a slash. */
  get url(): string {
    return `http://localhost:${this.#port}${UNDER}`;
  }

  async plugIn(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, 'localhost', resolve));
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
  }

  async unplug(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async read(file: string): Promise<string> {
    return readFile(join(this.folder, file), 'utf8');
  }

  /** Rewrites one file. */
  async change(file: string, rewrite: (text: string) => string): Promise<void> {
    await this.write(file, rewrite(await this.read(file)));
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(join(this.folder, file), text);
  }

  async remove(file: string): Promise<void> {
    await rm(join(this.folder, file));
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.unplug();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #answer(url: string, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(url, 'http://localhost');
    const file = pathname === UNDER ? 'index.html' : normalize(pathname.slice(UNDER.length));
    this.asked.add(file);
    try {
      if (!pathname.startsWith(UNDER) || file.startsWith('..')) throw new Error('not of this site');
      const content = await readFile(join(this.folder, file));
      response
        .writeHead(200, { 'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream' })
        .end(content);
    } catch {
      response.writeHead(404).end();
    }
  }
}
