/**
 * Answers for the files of a built site as a good static host does: compressed where the browser takes it (Brotli, gzip), files that are named after
 * their content for good, all others asked for anew with a validator. Reads one folder and writes nothing; what is no file of it is left to
 * whoever comes next.
 */
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { CONTENT_TYPES } from './content-types.ts';

type Headers = Readonly<Record<string, string>>;
type Handler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

interface Found {
  readonly path: string;
  readonly name: string;
  /** Changes with the file (RFC 9110, §8.8.3); the same for every encoding of it, and therefore weak. */
  readonly tag: string;
}

const COMPRESSED_ALREADY = new Set(['.png']);

/** Levels at which hosts compress while they answer; the highest would keep the first visitor waiting. */
const ENCODERS = {
  br: (content: Buffer) => brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (content: Buffer) => zip(content),
} as const;
const brotli = promisify(brotliCompress);
const zip = promisify<Buffer, Buffer>(gzip);
type Encoding = keyof typeof ENCODERS | 'identity';

/** The build puts there only what is named after its content. */
const FOR_GOOD = /^assets\//;
/** The build's own notes. */
const NOT_SERVED = /(?:^|\/)\./;

/** The file's name below the folder; null where the address is none. */
function nameIn(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url, 'http://host').pathname).replace(/^\/+/, '') || 'index.html';
  } catch {
    return null;
  }
}

async function find(folder: string, url: string): Promise<Found | null> {
  const name = nameIn(url);
  if (name === null || NOT_SERVED.test(name) || name.includes('\0') || name.includes('\\')) return null;
  const path = join(folder, name);
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { path, name, tag: `W/"${found.size}-${found.mtimeMs}"` } : null;
}

/** The best of what a browser takes; `q=0` is a refusal (RFC 9110, §12.5.3). */
function encodingOf(accepted: string, name: string): Encoding {
  if (COMPRESSED_ALREADY.has(extname(name))) return 'identity';
  const taken = accepted
    .split(',')
    .filter((one) => !/;\s*q=0(?:\.0*)?\s*$/.test(one))
    .map((one) => one.split(';')[0]?.trim());
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : 'identity';
}

function headersFor({ name, tag }: Found, encoding: Encoding): Headers {
  return {
    'Content-Type': CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
    'Cache-Control': FOR_GOOD.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: tag,
    Vary: 'Accept-Encoding',
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  };
}

/** Sends `headers` with every file. What has been compressed once is remembered. */
export function hosting(folder: string, headers: Headers): Handler {
  const remembered = new Map<string, Promise<Buffer>>();

  const contentOf = ({ path, tag }: Found, encoding: Encoding): Promise<Buffer> => {
    if (encoding === 'identity') return readFile(path);
    const key = `${encoding} ${tag} ${path}`;
    const content = remembered.get(key) ?? readFile(path).then(ENCODERS[encoding]);
    remembered.set(key, content);
    content.catch(() => remembered.delete(key));
    return content;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const found = await find(folder, request.url ?? '/');
    if (!found) return false;
    const encoding = encodingOf(String(request.headers['accept-encoding'] ?? ''), found.name);
    const isKnown = request.headers['if-none-match']?.split(/\s*,\s*/).includes(found.tag) ?? false;
    const content = isKnown ? null : await contentOf(found, encoding);
    const length = content && { 'Content-Length': content.length };
    response.writeHead(isKnown ? 304 : 200, { ...headers, ...headersFor(found, encoding), ...length });
    response.end(request.method === 'HEAD' ? undefined : content);
    return true;
  };

  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    answer(request, response).then((isAnswered) => !isAnswered && next(), next);
  };
}
