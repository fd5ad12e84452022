/** A worker that answers a comlink call and does nothing else: the peer of an empty batch. */
import { expose } from 'comlink';

const echo = { nothing: (): void => {} };
export type Echo = typeof echo;
expose(echo);
