/** Goes up when the same picture would give other regions: what was kept of an older one is seen again. */
export const edition = 1;
