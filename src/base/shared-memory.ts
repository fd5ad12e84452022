/** Whether this browser has memory that threads can share, which a page says before it measures. The word only; src/sync works with it. */

/** There is the constructor. An isolated page may lack it all the same, and one that is not isolated may have it in vain. */
export const HAS_SHARED_MEMORY = typeof SharedArrayBuffer === 'function';
