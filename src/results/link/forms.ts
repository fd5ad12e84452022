/** The two forms of a payload: their versions, by which they are told apart, and how long a text is looked at at all. */
import type { Form } from './frame.ts';

export const SUMMARY_FORM: Form = { version: 1, mark: 0x5353, longest: 2048 };
export const FULL_FORM: Form = { version: 1, mark: 0x5246, longest: 8192 };
