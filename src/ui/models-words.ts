/** What the Models view says beside its answers. */
export const KICKER = 'One program, on your own cores. Nothing leaves the device.';
export const PROMISE = 'The same program under each model. What differs is the model.';
export const RACING = 'The race is on.';
export const COURSE =
  'Every model runs the same verified work, one after the other, and every lane is recorded as it runs.';
export const NOBODY = 'Choose at least one model to race.';
export const COPIED = 'The link is copied: it opens this race with these settings.';
export const NOT_COPIED = 'The browser did not let the page copy. The address above is the link.';
