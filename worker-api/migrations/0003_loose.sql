-- What nobody names goes, after a time (`loose.ts`). `blobs.kept` is from now on when a blob came, or was last asked for: whoever asks
-- may name it next. First it is marked, so that nobody counts on it; then its bytes go; then its row.
ALTER TABLE blobs ADD COLUMN going INTEGER NOT NULL DEFAULT 0;
CREATE INDEX blobs_going ON blobs (account) WHERE going = 1;

-- When an account's blobs were last looked through, in milliseconds since 1970.
ALTER TABLE rooms ADD COLUMN swept INTEGER NOT NULL DEFAULT 0;
CREATE INDEX rooms_swept ON rooms (swept);

-- Nothing is put together of what goes.
CREATE TRIGGER pieces_stay BEFORE INSERT ON pieces
WHEN (SELECT going FROM blobs WHERE account = NEW.account AND hash = NEW.piece) = 1
BEGIN
  SELECT RAISE(ABORT, 'going');
END;

-- Which blobs are made of it is asked before a piece goes.
CREATE INDEX pieces_piece ON pieces (account, piece);
