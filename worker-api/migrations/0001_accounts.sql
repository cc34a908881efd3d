-- The first five are better-auth's, as its `getMigrations` makes them for the options of `store/auth.ts`;
-- tests/api/schema.test.ts holds the two together. Its dates are ISO 8601 text.
CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  emailVerified INTEGER NOT NULL,
  image TEXT,
  createdAt DATE NOT NULL,
  updatedAt DATE NOT NULL,
  account TEXT NOT NULL UNIQUE,
  deleteAfter DATE
);
CREATE INDEX person_createdAt ON person (createdAt);
CREATE INDEX person_claims ON person (createdAt) WHERE emailVerified = 0;
CREATE INDEX person_deleteAfter ON person (deleteAfter) WHERE deleteAfter IS NOT NULL;

CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  expiresAt DATE NOT NULL,
  token TEXT NOT NULL UNIQUE,
  createdAt DATE NOT NULL,
  updatedAt DATE NOT NULL,
  ipAddress TEXT,
  userAgent TEXT,
  userId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX session_userId_idx ON session (userId);
CREATE INDEX session_expiresAt ON session (expiresAt);

CREATE TABLE credential (
  id TEXT NOT NULL PRIMARY KEY,
  accountId TEXT NOT NULL,
  providerId TEXT NOT NULL,
  userId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  accessToken TEXT,
  refreshToken TEXT,
  idToken TEXT,
  accessTokenExpiresAt DATE,
  refreshTokenExpiresAt DATE,
  scope TEXT,
  password TEXT,
  createdAt DATE NOT NULL,
  updatedAt DATE NOT NULL
);
CREATE INDEX credential_userId_idx ON credential (userId);

CREATE TABLE verification (
  id TEXT NOT NULL PRIMARY KEY,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expiresAt DATE NOT NULL,
  createdAt DATE NOT NULL,
  updatedAt DATE NOT NULL
);
CREATE INDEX verification_identifier_idx ON verification (identifier);
CREATE INDEX verification_expiresAt ON verification (expiresAt);

CREATE TABLE passkey (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT,
  publicKey TEXT NOT NULL,
  userId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  credentialID TEXT NOT NULL,
  counter INTEGER NOT NULL,
  deviceType TEXT NOT NULL,
  backedUp INTEGER NOT NULL,
  transports TEXT,
  createdAt DATE,
  aaguid TEXT
);
CREATE INDEX passkey_userId_idx ON passkey (userId);
-- better-auth asks for an index; unique, since two passkeys of one name could not be told apart.
CREATE UNIQUE INDEX passkey_credentialID_idx ON passkey (credentialID);

-- The rest is ours. Times are milliseconds since 1970.

-- Keys for programs. Of the key itself only the hash is kept.
CREATE TABLE key (
  id TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
  begins TEXT NOT NULL,
  made INTEGER NOT NULL,
  lastUsed INTEGER
);
CREATE INDEX key_person ON key (person);

-- Links in letters: of the token only the hash is kept.
CREATE TABLE letter (
  hash TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  expires INTEGER NOT NULL
);
CREATE INDEX letter_person ON letter (person);
CREATE INDEX letter_expires ON letter (expires);

-- How often something was tried in the window that began at `start` (seconds since 1970). Keys are sealed.
CREATE TABLE attempt (
  key TEXT NOT NULL PRIMARY KEY,
  start INTEGER NOT NULL,
  count INTEGER NOT NULL
);
CREATE INDEX attempt_start ON attempt (start);
