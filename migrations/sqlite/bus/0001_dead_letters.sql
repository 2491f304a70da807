-- Messages that a queue gave up on, kept with the fault until somebody replays them.
CREATE TABLE bus.dead_letters (
    id BLOB NOT NULL PRIMARY KEY,
    queue TEXT NOT NULL,
    message_id BLOB NOT NULL,
    type TEXT NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    time INTEGER NOT NULL,
    traceparent TEXT,
    payload TEXT NOT NULL,
    fault TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    failed_at INTEGER NOT NULL,
    replay_requested_at INTEGER -- set while a replay is asked for and not yet done
) STRICT;

-- A message is dead at most once in a queue, however often it is delivered again.
CREATE UNIQUE INDEX bus.dead_letters_message ON dead_letters (queue, message_id);

-- What the running bus looks for every second.
CREATE INDEX bus.dead_letters_replay ON dead_letters (replay_requested_at) WHERE replay_requested_at IS NOT NULL;
