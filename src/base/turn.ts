/**
 * Gives the event loop of this thread a turn: messages, timers and painting go on, then we do. A message to
 * oneself, since nested timers are held to 4 ms and promises alone never let the page paint.
 */
const waiting: (() => void)[] = [];
/** Opened when first wanted: an open channel keeps a Node process alive that has only read this file, as the build does. */
let own: MessagePort | null = null;

function opened(): MessagePort {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => waiting.shift()?.();
  return channel.port2;
}

export function nextTurn(): Promise<void> {
  return new Promise((resume) => {
    waiting.push(resume);
    (own ??= opened()).postMessage(null);
  });
}
