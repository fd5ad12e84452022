/** The pictures of a round: prediction and measurement over each other, and what the experiment itself shows. Loaded with the first run. */
import { html, nothing, type TemplateResult } from 'lit';
import { contentionPace } from '../charts/contention-pace.ts';
import { handshake } from '../charts/handshake.ts';
import type { Picture } from '../charts/picture.ts';
import { predictedCurve } from '../charts/predicted-curve.ts';
import { predictedNumber } from '../charts/predicted-number.ts';
import type { ContentionReport } from '../measure/contention/contention-report.ts';
import type { Report } from '../measure/report.ts';
import { pictureView } from '../ui/claim-pictures.ts';
import { figureNote } from '../ui/contention-words.ts';
import '../ui/lab-figure.ts';
import '../ui/lab-lanes.ts';
import '../ui/lab-race-table.ts';
import '../ui/lab-speed-up.ts';
import type { RoundReport } from './experiment.ts';
import type { Finding, Round } from './lesson.ts';
import { worded } from './lessons-words.ts';
import type { Prediction, Question } from './prediction.ts';

interface Overlaid {
  readonly round: Round;
  readonly question: Question;
  readonly said: Prediction;
  readonly finding: Finding;
  /** What the number is. */
  readonly heading: string;
}

function overlay({ round, question, said, finding, heading }: Overlaid): Picture | null {
  const { answer, values } = finding;
  if (question.kind === 'number' && said.kind === 'number' && answer.kind === 'number') {
    const { unit } = question;
    return predictedNumber({
      said: said.value,
      measured: answer.value,
      title: heading,
      word: (value) => worded(value, unit),
    });
  }
  if (question.kind !== 'curve' || said.kind !== 'curve' || answer.kind !== 'curve') return null;
  const proven = Number(values['proven']);
  return predictedCurve({
    sketch: said.points,
    measured: answer.points,
    model: values['model'] === 'processes' ? 'processes' : (question.model ?? 'free-threads'),
    proven: Number.isInteger(proven) && proven > 0 ? proven : null,
    law: round.law?.(finding) ?? null,
  });
}

export function overlayView(overlaid: Overlaid): TemplateResult | typeof nothing {
  const picture = overlay(overlaid);
  return picture === null
    ? nothing
    : html`<lab-figure heading="Predicted and measured" .picture=${picture}></lab-figure>`;
}

export function experimentView(round: Round, report: RoundReport): TemplateResult | typeof nothing {
  if (round.experiment === 'measure' && 'series' in report)
    return round.picture === 'handshake' ? handshakeView(report) : speedUpView(report);
  if (round.experiment === 'race' && 'program' in report)
    return html`<lab-race-table .report=${report}></lab-race-table>
      <lab-lanes .report=${report.entries.some(({ played }) => played) ? report : null}></lab-lanes>`;
  if (round.experiment === 'contention' && 'ways' in report) return contentionView(report);
  if (round.experiment === 'serial-part' && 'limit' in report)
    return report.lanes ? pictureView(report.lanes, 'fork-join', report) : nothing;
  if (round.experiment !== 'claims' || !('entries' in report) || 'program' in report) return nothing;
  return html`${report.entries.flatMap(({ claim, pictures }) =>
    pictures.map((picture) => html`<div>${pictureView(picture, claim, report)}</div>`),
  )}`;
}

function handshakeView({ cores }: Report): TemplateResult | typeof nothing {
  return cores.handshake.length === 0
    ? nothing
    : html`<lab-figure
        heading="All at the barrier"
        note="Threads that meet at a spinning barrier in shared memory."
        .picture=${handshake(cores.handshake)}
      ></lab-figure>`;
}

function contentionView(report: ContentionReport): TemplateResult | typeof nothing {
  const { ways, threads } = report;
  const subject = ways[0]?.way.subject ?? 'references';
  const picture = contentionPace({ subject, ways: ways.filter(({ way }) => way.subject === subject), threads });
  return picture === null
    ? nothing
    : html`<lab-figure heading="How fast they count" note=${figureNote(report)} .picture=${picture}></lab-figure>`;
}

function speedUpView(report: Report): TemplateResult | typeof nothing {
  const [work] = report.work;
  const series = report.series.filter(({ kernel }) => kernel === work?.kernel);
  return series.length === 0
    ? nothing
    : html`<lab-speed-up
        .data=${{ series, proven: report.cores.proven, reported: report.cores.reported, laws: [], recommended: null }}
      ></lab-speed-up>`;
}
