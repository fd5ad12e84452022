/** The worker's entry: exposes the control plane before anything else, so that no call is lost. */
import { expose } from 'comlink';
import { workerApi } from './worker-api.ts';

expose(workerApi());
