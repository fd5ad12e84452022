/**
 * Where labels go so that they touch neither a line nor each other. Two tools: `spread` for a column
 * of labels at line ends, `firstFree` for one label that has several good places.
 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

interface Block {
  /** Sum over members of (wanted centre − offset of the centre in the block). */
  pull: number;
  members: number[];
  height: number;
}

/**
 * Centres for labels of one height, as near to the wanted centres as they can be without overlap and
 * within [top, bottom] (pool adjacent violators: neighbours that collide move as one block).
 * Where they do not all fit, they keep their distance and overflow at the bottom.
 */
export function spread(wanted: readonly number[], height: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const blocks: Block[] = [];
  const start = (block: Block): number => {
    const free = block.pull / block.members.length - height / 2;
    return Math.max(top, Math.min(bottom - block.height, free));
  };
  for (const index of order) {
    let block: Block = { pull: wanted[index] ?? 0, members: [index], height };
    for (let above = blocks.at(-1); above && start(above) + above.height > start(block); above = blocks.at(-1)) {
      blocks.pop();
      const shift = above.height;
      block = {
        pull: above.pull + block.pull - shift * block.members.length,
        members: [...above.members, ...block.members],
        height: above.height + block.height,
      };
    }
    blocks.push(block);
  }
  const centres = new Array<number>(wanted.length).fill(0);
  for (const block of blocks) {
    block.members.forEach((index, place) => (centres[index] = start(block) + height * (place + 0.5)));
  }
  return centres;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** True where the segment enters the box (Liang–Barsky clipping). */
export function crosses(segment: Segment, box: Box): boolean {
  const dx = segment.x2 - segment.x1;
  const dy = segment.y2 - segment.y1;
  let from = 0;
  let to = 1;
  const edges: readonly (readonly [number, number])[] = [
    [-dx, segment.x1 - box.x],
    [dx, box.x + box.width - segment.x1],
    [-dy, segment.y1 - box.y],
    [dy, box.y + box.height - segment.y1],
  ];
  for (const [direction, distance] of edges) {
    if (direction === 0) {
      if (distance < 0) return false;
    } else if (direction < 0) from = Math.max(from, distance / direction);
    else to = Math.min(to, distance / direction);
  }
  return from <= to;
}

/** The first of the candidate places that no line enters and no other label covers, or undefined: then leave it out. */
export function firstFree(
  candidates: readonly Box[],
  lines: readonly Segment[],
  labels: readonly Box[],
): Box | undefined {
  return candidates.find(
    (box) => !lines.some((line) => crosses(line, box)) && !labels.some((label) => overlaps(label, box)),
  );
}

/** The segments of a line through points. */
export function segmentsOf(points: readonly (readonly [number, number])[]): Segment[] {
  return points.slice(1).map(([x2, y2], index) => {
    const [x1, y1] = points[index] ?? [x2, y2];
    return { x1, y1, x2, y2 };
  });
}
