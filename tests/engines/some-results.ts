/** Results that others are said to have sent, for journeys that measure nothing: as links and as documents, of machines that do not exist. */
import { fullPayload } from '../../src/results/link/full-link.ts';
import { summaryPayload } from '../../src/results/link/summary-link.ts';
import { summaryOf } from '../../src/results/summary.ts';
import { machineDocuments } from '../results/machines.ts';

const SEED = 913;
/** Characters of a payload. */
const SHORT_ROOM = 600;
const FULL_ROOM = 2_000;

export const ALIKE = machineDocuments(60, SEED).filter(({ browser }) => browser.name === 'Chromium');
const [one, other] = ALIKE;
if (!one || !other || ALIKE.length < 13) throw new Error(`the seed ${SEED} gives too few machines that are alike`);

/** As they stand behind the question mark of an address. */
export const SHORT = `s=${summaryPayload(summaryOf(one), SHORT_ROOM)}`;
export const FULL = `r=${(await fullPayload(other, FULL_ROOM)).payload}`;
