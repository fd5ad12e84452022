/** The pictures that a claim brought home, each in the frame for its kind. Works nothing out but quartiles. */
import { html, type TemplateResult } from 'lit';
import { claimCurves } from '../charts/claim-curves.ts';
import { claimSpread, type Quartiles, type SummedSpread } from '../charts/claim-spread.ts';
import type { LanesEntry, LanesReport } from '../charts/lanes/race-lanes.ts';
import type { ClaimPicture, ClaimsReport } from '../measure/claims/claim-report.ts';
import { quantile } from '../measure/stats/quantile.ts';
import './lab-figure.ts';
import './lab-lanes.ts';

type Picture<Kind extends ClaimPicture['kind']> = Extract<ClaimPicture, { kind: Kind }>;
type About = Pick<ClaimsReport, 'startedAt' | 'browser' | 'cores' | 'clock'>;

function summed(picture: Picture<'spread'>): SummedSpread {
  const rows = picture.rows.map((row) => {
    const sound = row.samples.filter(Number.isFinite);
    const at = (share: number): number => quantile(sound, share);
    const quartiles: Quartiles | null = sound.length === 0 ? null : [at(0), at(0.25), at(0.5), at(0.75), at(1)];
    return { ...row, quartiles };
  });
  return { ...picture, rows };
}

/** Plays in the form of a race: each is over, and was checked by whoever played it. */
function playsOf({ title, plays }: Picture<'lanes'>, claim: string, about: About): LanesReport {
  const entries = plays.map(({ label, model, played }): LanesEntry => {
    const threads = new Set(played.spans.map(({ lane }) => lane).filter((lane) => lane > 0));
    return {
      ...{ label, model, played, workers: threads.size, state: 'finished', verified: true },
      ...{ reason: null, fault: null, speedup: null },
    };
  });
  const { startedAt, browser, cores, clock } = about;
  return {
    state: 'complete',
    program: { id: claim, title, args: [] },
    startedAt,
    browser,
    cores: cores.reported,
    clock,
    entries,
  };
}

/** Keeps what was worked out of a picture: elements redraw only what has changed. */
const worked = new WeakMap<ClaimPicture, LanesReport | ReturnType<typeof claimCurves>>();

function remembered<Made extends LanesReport | ReturnType<typeof claimCurves>>(
  picture: ClaimPicture,
  make: () => Made,
): Made {
  const known = worked.get(picture) as Made | undefined;
  if (known) return known;
  const made = make();
  worked.set(picture, made);
  return made;
}

export function pictureView(picture: ClaimPicture, claim: string, about: About): TemplateResult {
  switch (picture.kind) {
    case 'curves':
      return html`<lab-figure
        heading=${picture.title}
        .picture=${remembered(picture, () => claimCurves(picture))}
      ></lab-figure>`;
    case 'spread':
      return html`<lab-figure
        heading=${picture.title}
        .picture=${remembered(picture, () => claimSpread(summed(picture)))}
      ></lab-figure>`;
    case 'lanes':
      return html`<lab-lanes
        heading=${picture.title}
        .report=${remembered(picture, () => playsOf(picture, claim, about))}
      ></lab-lanes>`;
  }
}
