/**
 * Gives the event loop of this thread a turn: messages, timers and painting go on, then we do. A message to
 * oneself, since nested timers are held to 4 ms and promises alone never let the page paint.
 */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

export function nextTurn(): Promise<void> {
  return new Promise((resume) => {
    waiting.push(resume);
    channel.port2.postMessage(null);
  });
}
