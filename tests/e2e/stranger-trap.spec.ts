/** That a request to another host is seen is itself tested: on a page without a content policy that makes one of every kind. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test as base } from '@playwright/test';
import { StrangerTrap } from './stranger-trap.ts';

const FROM_WORKER = `fetch('http://worker.stranger.test/').catch(() => {});
  new WebSocket('ws://worker-socket.stranger.test/');`;
const FILES: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/': [
    'text/html',
    `<!doctype html><link rel="icon" href="http://icon.stranger.test/i.png">
     <style>@font-face { font-family: F; src: url(http://font.stranger.test/f.woff2) } p { font-family: F }</style>
     <p>text</p><img src="http://image.stranger.test/"><script src="/page.js"></script>`,
  ],
  '/page.js': [
    'text/javascript',
    `fetch('https://page.stranger.test/').catch(() => {});
     navigator.sendBeacon('https://beacon.stranger.test/', 'x');
     new WebSocket('wss://socket.stranger.test/');
     new Worker('/worker.js');
     new WebSocket('ws://localhost:49151/');
     navigator.serviceWorker.register('/service-worker.js');`,
  ],
  '/worker.js': ['text/javascript', FROM_WORKER],
  '/service-worker.js': [
    'text/javascript',
    `addEventListener('install', () => fetch('https://service-worker.stranger.test/').catch(() => {}));`,
  ],
};
/** All but the icon, which a browser without a window need not ask for. */
const KINDS = ['page', 'beacon', 'socket', 'worker', 'worker-socket', 'service-worker', 'font', 'image'];

const addressOf = (host: Server): string => `http://localhost:${(host.address() as AddressInfo).port}/`;

const test = base.extend<{ trap: StrangerTrap; host: Server }>({
  trap: async ({ browserName: _ }, use) => {
    const trap = await StrangerTrap.start();
    await use(trap);
    await trap.close();
  },
  host: async ({ browserName: _ }, use) => {
    const host = createServer(({ url = '' }, response) => {
      const [type, text] = FILES[url] ?? [];
      response.writeHead(text === undefined ? 404 : 200, { 'content-type': type ?? 'text/plain' }).end(text);
    });
    await new Promise<void>((resolve) => host.listen(0, 'localhost', resolve));
    await use(host);
    host.closeAllConnections();
    await new Promise((resolve) => host.close(resolve));
  },
  proxy: async ({ trap, host }, use) => use(trap.proxy(addressOf(host))),
  serviceWorkers: 'allow',
});

test('requests of every kind to another host are seen, those to the site itself go by', async ({
  page,
  trap,
  host,
}) => {
  await page.goto(addressOf(host));
  const seen = new Set<string>();
  const missed = (): string[] => {
    for (const one of trap.take()) seen.add(/([\w-]+)\.stranger\.test/.exec(one)?.[1] ?? one);
    return KINDS.filter((kind) => !seen.has(kind));
  };
  await expect.poll(missed, { timeout: 20_000 }).toEqual([]);
  const others = (): string[] => [...seen].filter((one) => !KINDS.includes(one) && one !== 'icon');
  // Another port of this machine is another host, too; a tunnel is asked for by host and port only.
  await expect.poll(() => [missed(), others()]).toEqual([[], ['localhost:49151']]);
});
