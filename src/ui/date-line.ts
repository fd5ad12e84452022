/** Which device and browser a report comes from, and when it was made, as a line. Pure. */
import type { Report } from '../measure/report.ts';

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

export function dateLine({ browser, startedAt }: Pick<Report, 'browser' | 'startedAt'>): string {
  const date = new Date(startedAt);
  const when = Number.isNaN(date.getTime()) ? '' : `, ${DATE.format(date)}`;
  return `This device, in ${browser.name} ${browser.version.split('.')[0] ?? ''} on ${browser.platform}${when}`;
}
