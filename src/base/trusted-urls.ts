/**
 * The one policy of Trusted Types (W3C Trusted Types, §2.3): addresses of scripts of this site's own. The page's content policy lets no
 * other text become a script. Lit has a policy of its own for its templates.
 */

/** What a browser with Trusted Types takes as the address of a script; elsewhere the address itself. */
export type ScriptAddress = string;

interface Policy {
  createScriptURL(address: string): unknown;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

/** Throws `TypeError` for another site's address. */
function ownAddress(address: string): string {
  // A page inside another one may have no address of its own (srcdoc): then base and origin are those it was given.
  const { origin, href } = new URL(address, document.baseURI);
  if (origin !== globalThis.origin) throw new TypeError(`a script of another site: ${origin}`);
  return href;
}

let policy: Policy | undefined;

/** Throws `TypeError` where the script is not of this site. Relative addresses are taken from the page's. */
export function scriptAddress(address: string): ScriptAddress {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  if (!trustedTypes) return ownAddress(address);
  policy ??= trustedTypes.createPolicy('overlap', { createScriptURL: ownAddress });
  // The types of the DOM know strings only; the browser is given what the policy made.
  return policy.createScriptURL(address) as ScriptAddress;
}
