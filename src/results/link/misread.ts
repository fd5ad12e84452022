/**
 * Why a link cannot be read, as an error inside this folder and a sentence outside of it. Thrown by the readers beside this file, caught
 * where a payload is opened, never by a visitor's page.
 */
import type { Read } from '../read.ts';

export class Misread extends Error {}

export const DAMAGED =
  'This link is damaged: a part of it is missing or changed. Copy it again, from its beginning to its end.';
export const NEWER = 'This link was made by a newer lab: open it at the address it came from, or update this page.';
export const TOO_LONG =
  'This is longer than any link of this lab, so it was not looked at. Copy the link again, and nothing else.';

export function damaged(): Misread {
  return new Misread(DAMAGED);
}

/** What a table of this lab does not hold, in a link whose checksum is right. */
export function newer(): Misread {
  return new Misread(NEWER);
}

/** Hands on every error that is not about the link. */
export function unreadable(error: unknown): Read<never> {
  if (error instanceof Misread) return { ok: false, fault: error.message };
  throw error;
}
