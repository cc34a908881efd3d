-- What each account may hold, and holds, in bytes.
CREATE TABLE rooms (
  account TEXT PRIMARY KEY REFERENCES person (account) ON DELETE CASCADE,
  quota INTEGER NOT NULL,
  used INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Blobs that lie in R2 under their hash. One in pieces has none of its own: `held` is then 0.
CREATE TABLE blobs (
  account TEXT NOT NULL REFERENCES rooms (account) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  size INTEGER NOT NULL,
  held INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  PRIMARY KEY (account, hash)
) WITHOUT ROWID;

-- What a blob is put together of, in order; `starts` in bytes.
CREATE TABLE pieces (
  account TEXT NOT NULL,
  hash TEXT NOT NULL,
  starts INTEGER NOT NULL,
  piece TEXT NOT NULL,
  PRIMARY KEY (account, hash, starts),
  FOREIGN KEY (account, hash) REFERENCES blobs (account, hash) ON DELETE CASCADE,
  FOREIGN KEY (account, piece) REFERENCES blobs (account, hash)
) WITHOUT ROWID;

-- However many come at once, no account ever holds more than its quota.
CREATE TRIGGER blobs_fit BEFORE INSERT ON blobs
WHEN NEW.held > 0
  AND (SELECT used + NEW.held > quota FROM rooms WHERE account = NEW.account)
  AND NOT EXISTS (SELECT 1 FROM blobs WHERE account = NEW.account AND hash = NEW.hash)
BEGIN
  SELECT RAISE(ABORT, 'no room');
END;
CREATE TRIGGER blobs_come AFTER INSERT ON blobs BEGIN
  UPDATE rooms SET used = used + NEW.held WHERE account = NEW.account;
END;
CREATE TRIGGER blobs_go AFTER DELETE ON blobs BEGIN
  UPDATE rooms SET used = used - OLD.held WHERE account = OLD.account;
END;
