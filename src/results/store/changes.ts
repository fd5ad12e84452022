/** News of changes between all who look at what is kept: in this page, and in the other tabs by a broadcast channel where there is one. */

type Listener = () => void;

const listeners = new Map<string, Set<Listener>>();
const channels = new Map<string, BroadcastChannel | null>();

function openChannel(name: string): BroadcastChannel | null {
  try {
    const channel = new BroadcastChannel(`${name}-history`);
    channel.onmessage = () => tellHere(name);
    return channel;
  } catch {
    // Without one, or in an opaque origin: each tab sees its own changes, and the others' when it reads again.
    return null;
  }
}

function channelOf(name: string): BroadcastChannel | null {
  if (!channels.has(name)) channels.set(name, openChannel(name));
  return channels.get(name) ?? null;
}

function tellHere(name: string): void {
  for (const listener of [...(listeners.get(name) ?? [])]) listener();
}

/** `name` is the database's. */
export function tellChange(name: string): void {
  tellHere(name);
  channelOf(name)?.postMessage('changed');
}

/** Hands back what ends it. */
export function watchChanges(name: string, listener: Listener): () => void {
  channelOf(name);
  const own = listeners.get(name) ?? new Set();
  listeners.set(name, own);
  own.add(listener);
  return () => own.delete(listener);
}
