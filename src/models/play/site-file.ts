/** The file that the programs read: a small one of this site, asked for anew each time so that the wait is real. */

/** In src/static, so it stands beside the page. */
const FILE = 'favicon.svg';

let reads = 0;

/** Where the file is; workers read it, too. */
export function siteFileAddress(): URL {
  return new URL(`${import.meta.env.BASE_URL}${FILE}`, document.baseURI);
}

/** Every read has an address of its own, so that no cache on the way knows it. */
function nextAddress(): URL {
  const address = siteFileAddress();
  address.searchParams.set('read', String((reads += 1)));
  return address;
}

/** Its length in bytes. Rejects where it cannot be had, and with the signal's reason. */
export async function readSiteFile(signal: AbortSignal): Promise<number> {
  const address = nextAddress();
  let response: Response;
  try {
    response = await fetch(address, { cache: 'no-store', signal });
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new Error(`${FILE} of this site could not be read: is the site still there?`, { cause });
  }
  if (!response.ok) throw new Error(`${FILE} of this site could not be read: the server answered ${response.status}`);
  return (await response.arrayBuffer()).byteLength;
}
