/**
 * The wire's version number. It goes up when a line of `api.ts` changes what it takes or gives, so that a page kept
 * offline through an update can tell that it must be renewed before it speaks to the server again.
 * `tests/contract.test.ts` holds each edition's fingerprint.
 *
 * 1  health
 * 2  accounts; who may call each line; faults `forbidden` and `too-often`
 * 3  blobs and the vault
 * 4  hosted jobs and their providers
 */
export const edition = 4;
