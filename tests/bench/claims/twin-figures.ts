/**
 * What a claim's twin in Python prints, read: a line a figure, `part-id: number`, held against the parts that the claim has. Pure; starts
 * nothing.
 */
export interface TwinFigures {
  readonly figures: ReadonlyMap<string, number>;
  /** What was wrong with it, a clause each. */
  readonly faults: readonly string[];
}

const LINE = /^([a-z0-9]+(?:-[a-z0-9]+)*):\s*(\S+)$/;

/**
 * `known`: the ids of the claim's parts and of its control; null where they are not known, since the lab could not put the claim to the
 * test.
 */
export function twinFigures(printed: string, known: ReadonlySet<string> | null): TwinFigures {
  const figures = new Map<string, number>();
  const faults: string[] = [];
  for (const line of printed.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const [, id = '', text = ''] = LINE.exec(line) ?? [];
    const figure = Number(text);
    if (id === '' || !Number.isFinite(figure)) faults.push(`printed "${line}", which is no figure`);
    else if (figures.has(id)) faults.push(`printed "${id}" twice`);
    else if (known && !known.has(id)) faults.push(`printed "${id}", which is no part of the claim`);
    else figures.set(id, figure);
  }
  if (figures.size === 0 && faults.length === 0) faults.push('printed no figure');
  return { figures, faults };
}
