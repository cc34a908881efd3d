import { v, type Infer } from './schema.ts';

const id = <const Name extends string>(name: Name) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.brand(name));

/** Ours, and no library's: what belongs to an account is named by it. */
export const AccountId = id('AccountId');
export const ProjectId = id('ProjectId');
export const VersionId = id('VersionId');
export const JobId = id('JobId');
export const DeviceId = id('DeviceId');
export const ProviderId = id('ProviderId');
/** The SHA-256 of an asset's bytes, in lower-case hexadecimal. */
export const AssetHash = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256'),
  v.brand('AssetHash'),
);

export type AccountId = Infer<typeof AccountId>;
export type ProjectId = Infer<typeof ProjectId>;
export type VersionId = Infer<typeof VersionId>;
export type JobId = Infer<typeof JobId>;
export type DeviceId = Infer<typeof DeviceId>;
export type ProviderId = Infer<typeof ProviderId>;
export type AssetHash = Infer<typeof AssetHash>;
