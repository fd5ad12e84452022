/**
 * Turns a folder listing (a lazy `import.meta.glob`) into a catalogue of ids.
 * The listing *is* the catalogue: an entry's id is its file name. Loads nothing until asked.
 */
export interface Identified {
  readonly id: string;
}

export interface Registry<Entry extends Identified> {
  /** Every id in the folder, sorted. */
  readonly ids: readonly string[];
  /** Loads one entry. Throws `UnknownEntry` for an id that is not in the folder, `NotArrived` where its file cannot be had. */
  load(id: string): Promise<Entry>;
}

type Loaders<Entry> = Record<string, () => Promise<{ default: Entry }>>;

export class UnknownEntry extends Error {
  override readonly name = 'UnknownEntry';
  constructor(kind: string, got: string, known: readonly string[]) {
    super(`no ${kind} is called "${got}": choose one of ${known.join(', ')}`);
  }
}

export class NotArrived extends Error {
  override readonly name = 'NotArrived';
  constructor(what: string, cause: unknown) {
    super(`${what} could not be loaded: check the connection, then reload the page`, { cause });
  }
}

/** What was imported. Rejects with `NotArrived`, since what browsers say of a file that fails is an address. */
export async function arrived<Module>(kind: string, id: string, loading: Promise<Module>): Promise<Module> {
  return loading.catch((cause: unknown) => {
    throw new NotArrived(`the ${kind} "${id}"`, cause);
  });
}

/** Throws where two files share a name or an entry's id differs from its file name. */
export function registry<Entry extends Identified>(kind: string, loaders: Loaders<Entry>): Registry<Entry> {
  const byId = new Map<string, () => Promise<{ default: Entry }>>();
  for (const [path, load] of Object.entries(loaders)) {
    const id = path.replace(/^.*\//, '').replace(/\.ts$/, '');
    if (byId.has(id)) throw new Error(`two ${kind} files are called "${id}"`);
    byId.set(id, load);
  }
  const ids = [...byId.keys()].sort();
  return {
    ids,
    async load(id) {
      const loader = byId.get(id);
      if (!loader) throw new UnknownEntry(kind, id, ids);
      const entry = (await arrived(kind, id, loader())).default;
      if (entry.id !== id) throw new Error(`${kind} file "${id}" holds the id "${entry.id}": make them equal`);
      return entry;
    },
  };
}
