/**
 * Where a picture comes from: a figure that is saved asks those around it, and the view that holds the result answers. So no figure has to
 * be told beforehand what it is seldom asked.
 */
import type { Report } from '../measure/report.ts';

export const ASK_SOURCE = 'lab-figure-source';

/** What the line under a saved picture is made of. */
export type FigureSource = Pick<Report, 'browser' | 'startedAt'> & { readonly name?: string };

/** Filled in by the first who knows. */
export interface SourceAsked {
  source: FigureSource | null;
}

/** Answers for every figure below `view`. The outermost is asked first: it knows the name that goes with what it holds. */
export function answerSource(view: HTMLElement, know: () => FigureSource | null): void {
  view.addEventListener(ASK_SOURCE, (event) => ((event as CustomEvent<SourceAsked>).detail.source ??= know()), true);
}

/** Null where nobody knows. */
export function sourceOf(figure: Element): FigureSource | null {
  const detail: SourceAsked = { source: null };
  figure.dispatchEvent(new CustomEvent(ASK_SOURCE, { bubbles: true, composed: true, detail }));
  return detail.source;
}
