/** The browser as it tells its name: for the reader of a result, never to decide anything. */
export interface BrowserName {
  readonly name: string;
  readonly version: string;
  readonly platform: string;
}

/** In this order: a browser names those before it to be let in. */
const TOKENS: readonly (readonly [name: string, token: RegExp])[] = [
  ['Firefox', /Firefox\/([\d.]+)/],
  ['Edge', /Edg(?:A|iOS)?\/([\d.]+)/],
  ['Opera', /OPR\/([\d.]+)/],
  ['Samsung Internet', /SamsungBrowser\/([\d.]+)/],
  ['Chromium', /(?:Headless)?Chrome\/([\d.]+)/],
  ['Safari', /Version\/([\d.]+).*Safari/],
  ['WebKit', /AppleWebKit\/([\d.]+)/],
];

const PLATFORMS = ['Android', 'iPhone', 'iPad', 'CrOS', 'Windows', 'Mac', 'Linux'] as const;

export function browserName(userAgent: string): BrowserName {
  const platform = PLATFORMS.find((name) => userAgent.includes(name)) ?? 'unknown platform';
  for (const [name, token] of TOKENS) {
    const version = token.exec(userAgent)?.[1];
    if (version) return { name, version, platform };
  }
  return { name: 'unknown browser', version: '', platform };
}
