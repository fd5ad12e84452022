/**
 * Moments as sentences and tables say them. A formatter is made when it is first asked for: the first one of a page reads the browser's
 * language data, tens of milliseconds on a slow device, which no page should spend before it stands.
 */

const FORMS = {
  /** "30 November 2026 at 19:00", where the visitor is. */
  moment: { dateStyle: 'long', timeStyle: 'short' },
  /** "30 Nov 2026, 19:00". */
  shortMoment: { dateStyle: 'medium', timeStyle: 'short' },
  /** "30 Nov 2026". */
  shortDay: { dateStyle: 'medium' },
  /** "30 November 2026 at 19:00:00", as links and files have it. */
  momentInUtc: { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' },
  dayInUtc: { dateStyle: 'long', timeZone: 'UTC' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

export type DateForm = keyof typeof FORMS;

const made = new Map<DateForm, Intl.DateTimeFormat>();

function formatter(form: DateForm): Intl.DateTimeFormat {
  const format = made.get(form) ?? new Intl.DateTimeFormat('en-GB', FORMS[form]);
  made.set(form, format);
  return format;
}

/** Of a moment as results have it (ISO 8601); empty where it is none. */
export function dateWords(moment: string, form: DateForm): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? '' : formatter(form).format(date);
}
