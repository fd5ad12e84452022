/**
 * A host for one mode of the page: serves the built site with the headers, from the address and with the gaps that the mode is about, and
 * can run a script before the page's own, in the page and in its workers. So a mode that no flag of a browser brings about is
 * the same in every engine. Knows no browser and no mode.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { CONTENT_TYPES } from '../../src/cli/content-types.ts';
import { ROOT } from '../../src/cli/root.ts';

/** As the hosts of src/cli/hosts send them. */
export const ISOLATION: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

export interface HostOptions {
  /** Sent with every file; without them the host is as plain as they come. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it listens; this machine only, where nothing is said. */
  readonly address?: string;
  /** Runs in the page before anything of the site does. */
  readonly before?: string;
  /** Runs in each worker before it does anything. */
  readonly inWorkers?: string;
  /** What the host does not have. */
  readonly without?: RegExp;
  /** Files beside those of the site. */
  readonly extra?: Readonly<Record<string, string>>;
}

const SITE = join(ROOT, 'dist');
const BEFORE = 'before.js';
const OWN_SCRIPT = '<script type="module"';
const WORKER = /^assets\/worker-[\w-]+\.js$/;

export class ModeHost {
  /** May be changed while it serves: what is missing comes back. */
  options: HostOptions;
  /** The files that were asked for. */
  readonly asked = new Set<string>();
  readonly #server: Server;
  readonly #address: string;

  private constructor(options: HostOptions) {
    this.options = options;
    this.#address = options.address ?? '127.0.0.1';
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(options: HostOptions = {}): Promise<ModeHost> {
    const host = new ModeHost(options);
    await new Promise<void>((listening) => host.#server.listen(0, host.#address, listening));
    return host;
  }

  /** Ends in a slash. */
  get url(): string {
    return `http://${this.#address}:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(url, 'http://localhost');
    const file = pathname === '/' ? 'index.html' : normalize(pathname.slice(1));
    this.asked.add(file);
    const { headers = {} } = this.options;
    const content = await this.#content(file).catch(() => null);
    if (content === null) {
      response.writeHead(404, headers).end();
      return;
    }
    response.writeHead(200, { 'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream', ...headers });
    response.end(content);
  }

  async #content(file: string): Promise<string | Buffer> {
    const { before = '', inWorkers = '', without, extra = {} } = this.options;
    if (file.startsWith('..') || without?.test(file)) throw new Error('not of this site');
    const beside = file === BEFORE ? before : extra[file];
    if (beside !== undefined) return beside;
    const content = await readFile(join(SITE, file));
    if (file === 'index.html' && before !== '')
      return put(content, OWN_SCRIPT, `<script src="./${BEFORE}"></script>${OWN_SCRIPT}`);
    return WORKER.test(file) && inWorkers !== '' ? `${inWorkers}\n${content.toString('utf8')}` : content;
  }
}

/** Throws where the text is not there: the mode would silently be another. */
function put(content: Buffer, text: string, instead: string): string {
  const whole = content.toString('utf8');
  if (!whole.includes(text)) throw new Error(`the page has no ${text}`);
  return whole.replace(text, instead);
}
