/** Programs that read files, in a browser that has them: under every model, and nothing of ours is left there, however the play has ended. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startRace } from '../../../src/experiments/race-programs.ts';
import { MODEL_IDS, type ModelId } from '../../../src/models/index.ts';
import { fileFault, FOLDER_PREFIX, openFileFolder } from '../../../src/models/play/file-folder.ts';
import { CannotPlay, USUAL_SETTINGS, type Played } from '../../../src/models/play/play.ts';
import { Stopped, WorkerLost } from '../../../src/pool/errors.ts';
import { FILE_BYTES } from '../../../src/programs/parts/own-file.ts';
import { keptRig, openRig, type Rig } from '../rig.ts';
import { linesOf, play } from './play-rig.ts';
import readers, { ENDS, SLEEPS, THROWS } from './programs/file-readers.ts';

const ON_PAGE: readonly ModelId[] = ['main-thread', 'event-loop', 'greenlets'];
const ON_BOARD: readonly ModelId[] = ['free-threads', 'gil-threads', 'gil-threads-released', 'processes'];
const ON_WORKERS = MODEL_IDS.filter((id) => !ON_PAGE.includes(id));

/** Ranks stop within a second; whoever was ended by force lets go of its file two seconds later. */
const GONE = { timeout: 5_000 };

let rig: Rig;
keptRig(
  () => openRig(3, 'mandelbrot', 4),
  (kept) => (rig = kept),
);
afterEach(() => vi.restoreAllMocks());

async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) found.push(name);
  return found;
}

const ours = async (): Promise<string[]> => (await names()).filter((name) => name.startsWith(FOLDER_PREFIX));

describe.each(MODEL_IDS)('%s', (id) => {
  test('reads whole files in main and in tasks, waits for them as for input, and leaves none', async () => {
    for (const reads of [1, 20]) {
      const played = await play(rig.stage, id, readers, { args: [ENDS, 2, reads] });
      expect(played.result).toBe((1 + 2 * reads) * FILE_BYTES);
      expect(linesOf(played)).toEqual([`read ${reads * FILE_BYTES}`, `read ${reads * FILE_BYTES}`]);
      expect(new Set(played.spans.map(({ phase }) => phase))).toContain('waiting-io');
      expect(await ours()).toEqual([]);
    }
  });

  test('leaves none where a body throws', async () => {
    await expect(play(rig.stage, id, readers, { args: [THROWS] })).rejects.toThrow('thrown after it has read');
    await expect.poll(ours, GONE).toEqual([]);
  });

  test('leaves none when it is stopped, and plays again', async () => {
    const abort = new AbortController();
    const playing = play(rig.stage, id, readers, { args: [SLEEPS], signal: abort.signal });
    await expect.poll(ours, { interval: 5 }).not.toEqual([]);
    abort.abort();
    await expect(playing).rejects.toBeInstanceOf(Stopped);
    await expect.poll(ours, GONE).toEqual([]);
    expect((await play(rig.stage, id, readers, { args: [ENDS, 1, 1] })).result).toBe(2 * FILE_BYTES);
  });

  test.each([
    ['no such files', undefined, /secure pages only/],
    ['a refusal', () => Promise.reject(new DOMException('no', 'SecurityError')), /leave private browsing/],
  ])('says so where the browser has %s', async (_, getDirectory, told) => {
    vi.spyOn(navigator, 'storage', 'get').mockReturnValue({ getDirectory } as unknown as StorageManager);
    const error: unknown = await play(rig.stage, id, readers).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CannotPlay);
    expect((error as Error).message).toMatch(told);
  });

  test('a signal that was given before opens nothing', async () => {
    const opening = vi.spyOn(navigator.storage, 'getDirectory');
    await expect(play(rig.stage, id, readers, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Stopped);
    expect(opening).not.toHaveBeenCalled();
  });
});

test.each(ON_BOARD)('%s: leaves none when a worker dies that has read', async (id) => {
  const onProgress = ({ printed }: Played): void => {
    if (printed.length > 0) rig.pool.lanes(2).at(-1)?.fail('a test ended it');
  };
  await expect(play(rig.stage, id, readers, { args: [SLEEPS], onProgress })).rejects.toBeInstanceOf(WorkerLost);
  await expect.poll(ours, GONE).toEqual([]);
});

test.each(ON_WORKERS)('%s: leaves none when a worker dies while files are opened', async (id) => {
  const playing = play(rig.stage, id, readers, { args: [SLEEPS] });
  await expect.poll(ours, { interval: 5 }).not.toEqual([]);
  rig.pool.lanes(2).at(-1)?.fail('a test ended it');
  await expect(playing).rejects.toBeInstanceOf(WorkerLost);
  await expect.poll(ours, GONE).toEqual([]);
});

test.each(['process-executor', 'ranks'] as const)('%s: also where no memory is shared', async (id) => {
  const apart = await openRig(3, 'mandelbrot', 4, false);
  try {
    expect((await play(apart.stage, id, readers, { args: [ENDS, 2, 3] })).result).toBe(7 * FILE_BYTES);
    expect(await ours()).toEqual([]);
  } finally {
    await apart.pool.close();
  }
});

test('each thread opens a file of its own', async () => {
  let files: string[] = [];
  const onProgress = (): void => {
    void ours().then(
      async ([folder = '']) => {
        const directory = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder);
        const found: string[] = [];
        for await (const name of directory.keys()) found.push(name);
        files = found.length > files.length ? found : files;
      },
      () => {},
    );
  };
  await play(rig.stage, 'free-threads', readers, { args: [SLEEPS], limitMs: 500, onProgress }).catch(() => {});
  expect(files.sort()).toEqual(['thread-0', 'thread-1', 'thread-2']);
});

test('what an earlier page has left is swept; what lives and what is not ours stays', async () => {
  const root = await navigator.storage.getDirectory();
  const left = await root.getDirectoryHandle(`${FOLDER_PREFIX}left`, { create: true });
  await left.getFileHandle('thread-0', { create: true });
  await root.getDirectoryHandle('somebody-else', { create: true });
  const living = await openFileFolder(new AbortController().signal);
  expect((await names()).sort()).toEqual([living.name, 'somebody-else']);
  await play(rig.stage, 'event-loop', readers);
  expect((await names()).sort()).toEqual([living.name, 'somebody-else']);
  await living.remove();
  await root.removeEntry('somebody-else');
  expect(await names()).toEqual([]);
});

test('files without room, or with another fault, are told in a sentence', () => {
  const quota = fileFault(new DOMException('', 'QuotaExceededError'));
  expect(quota).toBeInstanceOf(CannotPlay);
  expect(quota.message).toMatch(/no room for a file of 64 KB a thread/);
  expect(fileFault(new DOMException('odd', 'OperationError')).message).toMatch(/could not be prepared \(odd\)/);
});

test('a race shows who cannot read files as unable, and ends', async () => {
  vi.spyOn(navigator.storage, 'getDirectory').mockRejectedValue(new DOMException('no', 'SecurityError'));
  const asked = { program: 'file-reads', args: [2, 2], models: MODEL_IDS, workers: 2, kernel: 'ep', seed: 7 };
  const { state, entries } = await startRace({ ...asked, settings: USUAL_SETTINGS }, () => undefined).done;
  expect(state).toBe('complete');
  expect(entries.map((entry) => entry.state)).toEqual(MODEL_IDS.map(() => 'unable'));
  expect(entries[0]?.reason).toMatch(/^The browser gives this page no files: leave private browsing/);
});

test('a program that reads files without saying so is told', async () => {
  const { readsFiles: _, ...silent } = readers;
  const playing: Promise<Played> = play(rig.stage, 'event-loop', silent);
  await expect(playing).rejects.toThrow(/set "readsFiles"/);
});
