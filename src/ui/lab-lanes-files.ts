/**
 * The lanes as files: the picture in sight as PNG and SVG, everything recorded as trace events. Built when asked for.
 */
import { lanesSvg, type PictureColours } from '../charts/lanes/lanes-svg.ts';
import { windowWords, type LanesLayout } from '../charts/lanes/lanes-layout.ts';
import { threadName } from '../charts/lanes/lane-rows.ts';
import type { LanesReport, ModelLanes } from '../charts/lanes/race-lanes.ts';
import { PHASE_NAMES } from '../charts/phase-fills.ts';
import { LanesPainter } from './lab-lanes-canvas.ts';
import { saveFile } from './save-file.ts';

const MARGIN = 16;
const HEAD = 52;
/** Pixels of a PNG to a CSS pixel. */
const PNG_SCALE = 2;
/** No side of a canvas may be longer, in any browser. */
const LONGEST_SIDE = 16_000;

function nameOf({ program, startedAt }: LanesReport, what: string): string {
  return `overlap-${program.id}-${what}${startedAt.slice(0, 10)}`;
}

function noteOf({ browser, cores, startedAt }: LanesReport, layout: LanesLayout): string {
  const machine = `${browser.name} ${browser.version} on ${browser.platform}`;
  const worth = cores === null ? '' : `, ${cores} cores`;
  return `${windowWords(layout.window)} · ${machine}${worth} · ${startedAt.slice(0, 10)} · measured with Overlap`;
}

export function saveSvg(report: LanesReport, layout: LanesLayout, colours: PictureColours): void {
  const text = lanesSvg(layout, colours, report.program.title, noteOf(report, layout));
  saveFile(`${nameOf(report, 'lanes-')}.svg`, new Blob([text], { type: 'image/svg+xml' }));
}

export async function pngOf(report: LanesReport, layout: LanesLayout, colours: PictureColours): Promise<Blob> {
  const [width, height] = [layout.width + 2 * MARGIN, layout.height + HEAD + MARGIN];
  const scale = Math.min(PNG_SCALE, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives the page no canvas to draw on');
  const painter = new LanesPainter(context, colours, scale, { x: MARGIN, y: HEAD });
  painter.paint(layout, null);
  painter.title(report.program.title, 24, true);
  painter.title(noteOf(report, layout), 41, false);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('this browser could not make a picture of that size');
  return blob;
}

export async function savePng(report: LanesReport, layout: LanesLayout, colours: PictureColours): Promise<void> {
  saveFile(`${nameOf(report, 'lanes-')}.png`, await pngOf(report, layout, colours));
}

export async function traceOf(report: LanesReport, models: readonly ModelLanes[]): Promise<Blob> {
  const { traceEventPieces } = await import('../results/trace-events.ts');
  const traced = models.flatMap(({ model, name, played, inProgress, executing }) => {
    const nameThread = (lane: number): string => threadName(model, lane);
    return played ? [{ name, played, threadName: nameThread, phaseNames: PHASE_NAMES, inProgress, executing }] : [];
  });
  const { program, startedAt, browser } = report;
  const about = { program: program.title, startedAt, browser: `${browser.name} ${browser.version}`, madeBy: 'Overlap' };
  return new Blob(traceEventPieces(traced, about), { type: 'application/json' });
}

export async function saveTrace(report: LanesReport, models: readonly ModelLanes[]): Promise<void> {
  saveFile(`${nameOf(report, 'trace-')}.json`, await traceOf(report, models));
}
