/**
 * A program as ranks: rank 0 runs `main`, the tasks are dealt to the ranks above (src/ranks/programs/play.ts). Lane 0 is rank 0, lane r is
 * rank r. What happened is known when rank 0 has gathered it, so nothing is shown before.
 */
import { launchRanks, type RankResult } from '../../pool/rank-launch.ts';
import { Stopped } from '../../pool/errors.ts';
import { circleIn, RankFailed, RanksOverdue } from '../../pool/rank-errors.ts';
import type { RankAfterwards, RankPlayAsked, RankPlayed } from '../../ranks/programs/play.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { Span } from '../../trace/span.ts';
import { forgetOutput, type Stage } from '../stage.ts';
import { enoughWorkers } from './enough-workers.ts';
import { filledLane } from './filled-lane.ts';
import { CannotPlay, PlayOverdue, PlayStuck, type PlayAsked, type Played, type TaskTime } from './play.ts';
import { siteFileAddress } from './site-file.ts';
import { withThreadFiles } from './thread-files.ts';

export async function playAsRanks(stage: Stage, asked: PlayAsked): Promise<Played> {
  if (asked.signal.aborted) throw new Stopped();
  // Rank 0 is one of them.
  const size = asked.workers + 1;
  const pool = await enoughWorkers(stage, asked.workers, size);
  forgetOutput(stage.work.pageOutput);
  const told: RankPlayAsked = { program: asked.program.id, args: asked.args, url: siteFileAddress().href };
  const { signal, limitMs: timeoutMs } = asked;
  const results = await withThreadFiles(pool, asked, async (open) => {
    // The ranks of a program before may not be home.
    await pool.listen();
    await open(pool.lanes(size));
    return launchRanks(pool, 'play', size, told, { signal, timeoutMs }).catch((fault: unknown) => {
      throw faultOf(fault, timeoutMs);
    });
  });
  return playedOf(stage, asked, results);
}

/** The error of a rank arrives as its name and message. */
function faultOf(fault: unknown, limitMs: Milliseconds): unknown {
  if (fault instanceof RankFailed && fault.remoteName === 'CannotPlay') {
    return new CannotPlay(fault.message.slice(fault.message.indexOf('CannotPlay: ') + 'CannotPlay: '.length));
  }
  if (!(fault instanceof RanksOverdue)) return fault;
  return circleIn(fault.ranks) ? new PlayStuck(fault.message) : new PlayOverdue(limitMs, fault.message);
}

function playedOf(stage: Stage, asked: PlayAsked, [first, ...others]: readonly RankResult[]): Played {
  const { start: began, end, result, gathered, spawned } = first?.value as RankPlayed;
  const wallMs = end - began;
  const { pageOutput: output } = stage.work;
  const { itemBytes } = stage.work.page.setup;
  for (const { item, bytes } of gathered.flatMap(({ pieces }) => pieces)) output.set(bytes, item * itemBytes);
  const spans = gathered.flatMap(({ entries }, rank): Span[] => {
    const after =
      rank === 0 ? [] : [{ task: -1, phase: 'copying' as const, ...(others[rank - 1]?.value as RankAfterwards) }];
    return filledLane([...entries, ...after], { lane: rank, began, wallMs });
  });
  const tasks = gathered.flatMap((each, rank) =>
    each.tasks.map(({ task, body, start, end: ended }): TaskTime => {
      const at = (spawned[task] ?? began) - began;
      return { task, body, lane: rank, spawned: at, start: start - began, end: ended - began };
    }),
  );
  const printed = gathered.flatMap((each) => each.printed.map((line) => ({ ...line, at: line.at - began })));
  return {
    wallMs,
    spans: spans.filter(({ start }) => start < wallMs).map((span) => ({ ...span, end: Math.min(span.end, wallMs) })),
    tasks: tasks.sort((one, other) => one.task - other.task),
    printed: printed.sort((one, other) => one.at - other.at),
    result,
    output: asked.program.computes ? output : null,
    lostSpans: 0,
  };
}
