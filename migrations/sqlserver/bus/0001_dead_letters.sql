-- Messages that a queue gave up on, kept with the fault until somebody replays them.
CREATE TABLE bus.dead_letters (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    queue NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message_id BINARY(16) NOT NULL,
    type NVARCHAR(200) NOT NULL,
    source NVARCHAR(200) NOT NULL,
    subject NVARCHAR(200) NOT NULL,
    time BIGINT NOT NULL,
    traceparent NVARCHAR(200),
    payload NVARCHAR(MAX) NOT NULL,
    fault NVARCHAR(MAX) NOT NULL,
    attempts BIGINT NOT NULL,
    failed_at BIGINT NOT NULL,
    replay_requested_at BIGINT -- set while a replay is asked for and not yet done
);

-- A message is dead at most once in a queue, however often it is delivered again.
CREATE UNIQUE INDEX dead_letters_message ON bus.dead_letters (queue, message_id);

-- What the running bus looks for every second.
CREATE INDEX dead_letters_replay ON bus.dead_letters (replay_requested_at, id) INCLUDE (queue)
    WHERE replay_requested_at IS NOT NULL;
