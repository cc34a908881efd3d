-- What an account has set up that does jobs for it. `secrets` is sealed (store/secrets.ts); `names` says which are in it.
CREATE TABLE providers (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES person (account) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  config TEXT NOT NULL,
  names TEXT NOT NULL,
  secrets TEXT,
  made INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX providers_account ON providers (account, made);
