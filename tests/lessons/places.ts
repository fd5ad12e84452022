/** Whether what a run found fills every place of the texts that are shown after it. */
import { expect } from 'vitest';
import type { Finding } from '../../src/lessons/lesson.ts';
import type { LessonText } from '../../src/lessons/text/lesson-text.ts';

export function expectFilled(text: LessonText, round: string, finding: Finding | null): void {
  expect(finding).not.toBeNull();
  for (const section of [`found.${finding?.says}`, 'because', 'notice', 'reasons', 'number'])
    for (const place of text.places[`${round}/${section}`] ?? [])
      expect(finding?.values[place], `${round}/${section}: ${place}`).toBeTruthy();
}
