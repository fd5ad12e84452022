/** What a thread of the peer poolifier does: nothing. */
import { ThreadWorker } from 'poolifier';

export default new ThreadWorker(() => undefined);
