-- Links by which something of an account is shown to whoever has one. `token` is the hash of what stands in the link.
CREATE TABLE share (
  id TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES person (account) ON DELETE CASCADE,
  what TEXT NOT NULL,
  password TEXT,
  made INTEGER NOT NULL,
  until INTEGER,
  views INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX share_account ON share (account, made);
CREATE INDEX share_until ON share (until) WHERE until IS NOT NULL;

-- The bytes that each shows, and as what: never any that its account does not have.
CREATE TABLE shared (
  share TEXT NOT NULL REFERENCES share (id) ON DELETE CASCADE,
  account TEXT NOT NULL,
  hash TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (share, hash),
  FOREIGN KEY (account, hash) REFERENCES blobs (account, hash) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX shared_blobs ON shared (account, hash);
