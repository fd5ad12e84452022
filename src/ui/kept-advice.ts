/** What the advisor found, in one line: the visitor's own work, or the first kind of work of the table with how many others there are. Pure. */
import { counted } from '../charts/number-format.ts';
import type { AdvisorReport } from '../measure/advisor/advisor-report.ts';
import { KINDS } from '../measure/advisor/work.ts';
import { advisorAnswer, workWords } from './advisor-words.ts';
import { plainText } from './answer-sentence.ts';

export function keptAdvice(report: AdvisorReport): string {
  const row = report.rows.find(({ id }) => id === 'own') ?? report.rows[0];
  if (!row) return 'No work was asked about.';
  const what = row.id === 'own' ? `Your work (${workWords(row.asked)})` : KINDS[row.id].title;
  const others = report.rows.length - 1;
  const beside = others > 0 ? ` Beside it ${counted(others, 'other kind', 'other kinds')} of work.` : '';
  return `${what}. ${plainText(advisorAnswer(report, row))}${beside}`;
}
