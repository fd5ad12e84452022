/**
 * Whether the tab was in front while something was measured. Browsers slow hidden tabs down, so what was taken
 * meanwhile is void. Watches; decides nothing.
 */
export interface Attention {
  /** True where the tab was hidden at any time since the last call, or is. */
  lapsed(): boolean;
  /** Resolves when the tab is in front, or the signal is given. */
  inFront(signal: AbortSignal): Promise<void>;
  end(): void;
}

export function watchAttention(page: Document): Attention {
  let hidden = page.hidden;
  const note = (): void => {
    hidden ||= page.hidden;
  };
  page.addEventListener('visibilitychange', note);
  return {
    lapsed() {
      const was = hidden;
      hidden = page.hidden;
      return was;
    },
    inFront(signal) {
      if (!page.hidden || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const look = (): void => {
          if (page.hidden && !signal.aborted) return;
          page.removeEventListener('visibilitychange', look);
          resolve();
        };
        page.addEventListener('visibilitychange', look);
        signal.addEventListener('abort', look, { once: true });
      });
    },
    end() {
      page.removeEventListener('visibilitychange', note);
    },
  };
}
