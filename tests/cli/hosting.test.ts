/** The built site is served as a good static host serves it: compressed, kept or asked for anew, and nothing outside its folder. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hosting } from '../../src/cli/hosting.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const SCRIPT = 'export const answer = 42; // and some words that are said again, and said again, and said again';
let folder = '';
let server: Server;

beforeAll(async () => {
  const around = await mkdtemp(join(tmpdir(), 'overlap-hosting-'));
  await writeFile(join(around, 'secret.txt'), 'not of this site');
  folder = join(around, 'site');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await mkdir(join(folder, '.vite'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Overlap</title>');
  await writeFile(join(folder, 'assets', 'main-0a1b.js'), SCRIPT);
  await writeFile(join(folder, 'icon.png'), 'a picture');
  await writeFile(join(folder, '.vite', 'manifest.json'), '{}');
  const answers = hosting(folder, { 'Cross-Origin-Opener-Policy': 'same-origin' });
  server = createServer((asked, response) =>
    answers(asked, response, (error) => response.writeHead(error === undefined ? 404 : 500).end()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(join(folder, '..'), { recursive: true });
});

/** As it came over the line; `fetch` would unpack it, and straighten the path. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', reject).end();
  });
}

test('what is named after its content is kept for good, everything else is asked for anew', async () => {
  const [script, page, picture] = await Promise.all([ask('/assets/main-0a1b.js'), ask('/'), ask('/icon.png')]);
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(page.headers['cache-control']).toBe('no-cache');
  expect(picture.headers['cache-control']).toBe('no-cache');
});

test('text is sent in the best encoding that the browser takes, a picture as it is', async () => {
  const brotli = await ask('/assets/main-0a1b.js', { 'Accept-Encoding': 'gzip, deflate, br, zstd' });
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
  expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
  const gzip = await ask('/assets/main-0a1b.js', { 'Accept-Encoding': 'gzip, br;q=0' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
  const plain = await ask('/assets/main-0a1b.js');
  expect(plain.headers).not.toHaveProperty('content-encoding');
  expect(plain.body.toString()).toBe(SCRIPT);
  const picture = await ask('/icon.png', { 'Accept-Encoding': 'br' });
  expect(picture.headers).not.toHaveProperty('content-encoding');
});

test('a page that has not changed is not sent again, one that has is', async () => {
  const { headers } = await ask('/');
  const known = { 'If-None-Match': String(headers.etag) };
  const again = await ask('/', known);
  expect(again.status).toBe(304);
  expect(again.body).toHaveLength(0);
  expect(again.headers['cross-origin-opener-policy']).toBe('same-origin');
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Overlap, next</title>');
  const changed = await ask('/', known);
  expect(changed.status).toBe(200);
  expect(changed.body.toString()).toContain('next');
});

test('every file comes with the headers that were asked for and with its type', async () => {
  const page = await ask('/index.html?from=a-link');
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect((await ask('/', {}, 'HEAD')).body).toHaveLength(0);
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/.vite/manifest.json',
  '/assets',
  '/none.js',
  '/%ff',
])('nothing outside the site is sent: %s', async (path) => {
  const { status, body } = await ask(path);
  expect(status).toBe(404);
  expect(body).toHaveLength(0);
});

test('what is not a question for a file is left to who comes next', async () => {
  expect((await ask('/', {}, 'POST')).status).toBe(404);
});
