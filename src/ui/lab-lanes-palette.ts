/**
 * The colours of the lanes as numbers, from the tokens of the page as they are now: light, dark, printed, or the few that a
 * visitor with forced colours allows.
 */
import type { PictureColours } from '../charts/lanes/lanes-svg.ts';
import type { Block } from '../charts/lanes/lanes-layout.ts';
import type { Colour, LaneColours } from '../charts/lanes/fill-tiles.ts';
import type { ModelId } from '../models/index.ts';

const TOKEN_OF: Partial<Record<ModelId, string>> = {
  'thread-executor': '--free-threads',
  'process-executor': '--processes',
  // Who holds the GIL looks the same under both of its models; who has released it does not.
  'gil-threads-released': '--gil-threads',
};

function tokenOf(model: ModelId): string {
  return TOKEN_OF[model] ?? `--${model}`;
}

/** Reads tokens through an element that wears them: only so are `light-dark()` and `color-mix()` worked out. */
export class PaletteReader {
  readonly #probe: HTMLElement;
  readonly #isForced: boolean;

  constructor(within: Element | ShadowRoot, isForced: boolean) {
    this.#probe = document.createElement('span');
    this.#probe.style.setProperty('forced-color-adjust', 'none');
    this.#probe.hidden = true;
    within.append(this.#probe);
    this.#isForced = isForced;
  }

  close(): void {
    this.#probe.remove();
  }

  colour(token: string, forced: string): Colour {
    this.#probe.style.color = this.#isForced ? forced : `var(${token})`;
    const [red = 0, green = 0, blue = 0] =
      getComputedStyle(this.#probe)
        .color.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    return [red, green, blue];
  }
}

function ownColours(reader: PaletteReader, model: ModelId, rest: LaneColours): LaneColours {
  const fill = reader.colour(tokenOf(model), 'CanvasText');
  return { ...rest, model: fill, name: model === 'gil-threads-released' ? rest.released : fill };
}

/** All that the picture of these models needs, read at once. */
export function readPalette(within: Element | ShadowRoot, models: readonly ModelId[]): PictureColours {
  const reader = new PaletteReader(within, matchMedia('(forced-colors: active)').matches);
  const ink = reader.colour('--ink', 'CanvasText');
  const soft = reader.colour('--soft', 'CanvasText');
  const rule = reader.colour('--rule', 'GrayText');
  const paper = reader.colour('--paper', 'Canvas');
  const quiet = reader.colour('--quiet', 'GrayText');
  const released = reader.colour('--gil-threads-released', 'CanvasText');
  const key: LaneColours = { name: soft, model: soft, released, paper, soft, quiet };
  const own = new Map(models.map((model) => [model, ownColours(reader, model, key)]));
  reader.close();
  const of = (block: Block | null): LaneColours => (block && own.get(block.lanes.model)) ?? key;
  return { ink, soft, rule, paper, quiet, of };
}
