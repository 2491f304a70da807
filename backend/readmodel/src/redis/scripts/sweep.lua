-- Before every script. Entries outlive their document, which Redis itself lets end; these take them out.
--
-- places: a hash from key to the names of the indexes that hold it.
-- ends: a sorted set of the keys of documents that end, by when.

-- Milliseconds since the epoch, by the server's clock.
local function moment()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Takes a key out of all its indexes.
local function leave(places, ends, prefix, key)
  local names = redis.call('HGET', places, key)
  if not names then
    return
  end
  for _, name in ipairs(cmsgpack.unpack(names)) do
    redis.call('ZREM', prefix .. name, key)
  end
  redis.call('HDEL', places, key)
  redis.call('ZREM', ends, key)
end

-- Takes out at most so many keys whose documents have ended; returns how many there were.
local function sweep(places, ends, prefix, now, most)
  local before = '(' .. string.format('%.0f', now)
  local ended = redis.call('ZRANGE', ends, '-inf', before, 'BYSCORE', 'LIMIT', 0, most)
  for _, key in ipairs(ended) do
    leave(places, ends, prefix, key)
  end
  return #ended
end
