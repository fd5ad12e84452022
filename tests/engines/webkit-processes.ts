/**
 * The processes that WebKitGTK needs beside the browser: a display that nobody sees, WebKitWebDriver, and a proxy that lets nothing through,
 * so that a request to another host is seen and goes nowhere. All of them end with close().
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const START_MS = 20_000;

export interface DriverProcesses {
  /** Of WebKitWebDriver. */
  readonly address: string;
  /** Where the browser lives and saves what is downloaded. */
  readonly home: string;
  /** Arguments of the browser that send what is not for this machine to the proxy. */
  readonly flags: readonly string[];
  /** What was asked of other hosts, in order. */
  readonly strangers: string[];
  close(): Promise<void>;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function freePort(): Promise<number> {
  const server = await listening(createServer());
  const port = portOf(server);
  server.close();
  return port;
}

async function refusingProxy(strangers: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    strangers.push(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    strangers.push(`https://${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  return listening(server);
}

/** Xvfb picks a free display and writes its number on its fourth stream. */
async function startDisplay(program: string): Promise<{ process: ChildProcess; display: string }> {
  const flags = ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'];
  const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = once(child.stdio[3] as Readable, 'data', { signal: AbortSignal.timeout(START_MS) });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${program} ended before it had a display`)));
  const [data] = (await Promise.race([number, ended])) as [Buffer];
  ended.catch(() => undefined);
  return { process: child, display: `:${String(data).trim()}` };
}

async function answers(address: string): Promise<void> {
  const end = Date.now() + START_MS;
  for (;;) {
    const ready = await fetch(`${address}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    if (Date.now() > end) throw new Error(`WebKitWebDriver does not answer at ${address}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** MiniBrowser's bar is wider than a phone, which would hold the window open; made small it is out of the way. */
async function withSmallBar(home: string): Promise<void> {
  const folder = join(home, 'config', 'gtk-3.0');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'gtk.css'),
    '* { font-size: 1px; min-width: 0; padding: 0; margin: 0; border-width: 0; }\n',
  );
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

export async function startDriver(
  driver: string,
  display: string,
  env: Readonly<Record<string, string>>,
): Promise<DriverProcesses> {
  const home = await mkdtemp(join(tmpdir(), 'overlap-webkit-'));
  await withSmallBar(home);
  const strangers: string[] = [];
  const proxy = await refusingProxy(strangers);
  const screen = await startDisplay(display);
  const port = await freePort();
  const own = {
    PATH: process.env['PATH'],
    // Nothing of the user's own settings, and nothing left behind in them.
    ...{ HOME: home, XDG_RUNTIME_DIR: home, XDG_CACHE_HOME: join(home, 'cache'), XDG_DATA_HOME: join(home, 'data') },
    ...{ XDG_CONFIG_HOME: join(home, 'config'), DISPLAY: screen.display, GDK_BACKEND: 'x11' },
    ...{ LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' },
  };
  const child = spawn(driver, [`--port=${port}`], { stdio: 'ignore', env: { ...own, ...env } });
  const address = `http://127.0.0.1:${port}`;
  await answers(address);
  return {
    address,
    home,
    flags: [`--proxy=http://127.0.0.1:${portOf(proxy)}`, '--ignore-host=127.0.0.1', '--ignore-host=localhost'],
    strangers,
    close: async () => {
      await ended(child);
      await ended(screen.process);
      proxy.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
