/**
 * The first tasks of the work on a stage, as a stage of its own: so that a model runs a known fraction of the very same
 * loaded work, in the same memory, with the same tasks. Loads nothing; the whole stays on the stage it was loaded on.
 */
import type { Bytes } from '../base/units.ts';
import { Stage, type StagedWork, type StageParts } from '../models/stage.ts';

export class PartOfWork extends Stage {
  readonly #part: StagedWork;

  /** `tasks` from 1 to as many as the whole has, in the table's order. Throws `RangeError`. */
  constructor(parts: StageParts, whole: StagedWork, tasks: number) {
    super(parts);
    const last = whole.tasks[tasks - 1];
    if (!last) throw new RangeError(`a part of ${tasks} tasks: give 1 to ${whole.tasks.length}`);
    const bytes: Bytes = last.end * (whole.pageOutput.byteLength / whole.items);
    this.#part = {
      ...whole,
      items: last.end,
      // The first tasks stand first in the table that workers share, so it need not be written anew.
      tasks: whole.tasks.slice(0, tasks),
      pageOutput: whole.pageOutput.subarray(0, bytes),
      sharedOutput: whole.sharedOutput?.subarray(0, bytes) ?? null,
    };
  }

  override get work(): StagedWork {
    return this.#part;
  }
}
