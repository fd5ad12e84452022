/** Which device, browser and build of the kernels a report comes from, in which mode, and when it was made, as a line. Pure. */
import { dateWords } from '../base/dates.ts';
import { BUILD_TITLES } from '../base/builds.ts';
import { SCHEDULE_TITLES } from '../base/schedule.ts';
import type { Mode, Report } from '../measure/report.ts';

/** What a date line says; `build` where all was computed in one, `schedule` where there was a choice. */
type Dated = Pick<Report, 'browser' | 'startedAt'> & Partial<Pick<Report, 'build' | 'schedule' | 'mode'>>;

/** What the page was given to measure with. */
const MODES: Readonly<Record<Mode, string>> = {
  shared: 'shared memory',
  messages: 'messages only',
  'main-only': 'main thread only',
};

export function dateLine({ browser, build, mode, schedule = 'dynamic', startedAt }: Dated): string {
  const when = dateWords(startedAt, 'moment');
  const version = browser.version.split('.')[0] ?? '';
  // What nobody chose needs no word.
  const dealt = schedule === 'dynamic' ? '' : `; chunks dealt out ${schedule}: ${SCHEDULE_TITLES[schedule]}`;
  return `This device, in ${browser.name} ${version} on ${browser.platform}${when === '' ? '' : `, ${when}`}${build ? `; ${BUILD_TITLES[build]}` : ''}${mode ? `; mode: ${MODES[mode]}` : ''}${dealt}`;
}
