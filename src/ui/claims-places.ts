/** What the mode of a run, or what this page was given, means for the claims, and how to get the better one. Words only. */
import type { Mode } from '../measure/report.ts';
import { type Environment, forecast, modeNotice, type Notice } from './mode-notice.ts';

const WITHOUT: Readonly<Record<Exclude<Mode, 'shared'>, string>> = {
  messages:
    'This page got no shared memory, so claims about threads cannot be tested here; those about waits on one thread and about processes can.',
  'main-only': 'This browser gave the page no workers, so only claims about the page’s own thread can be tested here.',
};

/** After a run, in which the mode was found by doing. */
export function claimsNotice(mode: Mode, found: Environment): Notice | null {
  const notice = modeNotice(mode, found);
  return notice && mode !== 'shared' ? { text: WITHOUT[mode], remedy: notice.remedy } : null;
}

/** Before the first. */
export function claimsForecast(found: Environment): Notice | null {
  const notice = forecast(found);
  return notice && { text: WITHOUT[found.workers ? 'messages' : 'main-only'], remedy: notice.remedy };
}
