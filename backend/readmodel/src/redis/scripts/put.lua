-- KEYS: the document, places, ends, and one index per entry.
-- ARGV: key, version, body, life in ms or '', the announcing command or '', channel, index prefix, and name and score
-- per entry.
-- Returns 1 when written, 0 when stale.
local document, places, ends = KEYS[1], KEYS[2], KEYS[3]
local key, version, body, life, announce, channel, prefix = unpack(ARGV, 1, 7)

-- Versions are written with the same number of digits, so text compares as numbers do, beyond 2^53 too.
local stored = redis.call('HGET', document, 'v')
if stored and stored >= version then
  return 0
end

local now = moment()
sweep(places, ends, prefix, now, 32)
leave(places, ends, prefix, key)

redis.call('HSET', document, 'v', version, 'b', body)
local ending = nil
if life ~= '' then
  ending = string.format('%.0f', now + life)
  redis.call('PEXPIREAT', document, ending)
else
  redis.call('PERSIST', document)
end

-- What serves the whole partition lasts as long as the longest document in it, so that a partition that nobody touches
-- any more leaves nothing behind.
local function outlast(name, existed)
  if not ending then
    redis.call('PERSIST', name)
  elseif existed == 0 then
    redis.call('PEXPIREAT', name, ending)
  else
    redis.call('PEXPIREAT', name, ending, 'GT')
  end
end

if #KEYS > 3 then
  local names = {}
  for i = 4, #KEYS do
    local name, score = ARGV[2 * i], ARGV[2 * i + 1]
    names[#names + 1] = name
    local existed = ending and redis.call('EXISTS', KEYS[i])
    redis.call('ZADD', KEYS[i], score, key)
    outlast(KEYS[i], existed)
  end
  local existed = ending and redis.call('EXISTS', places)
  redis.call('HSET', places, key, cmsgpack.pack(names))
  outlast(places, existed)
  -- The ends are needed for as long as the places.
  local last = -1
  if ending then
    redis.call('ZADD', ends, ending, key)
    last = redis.call('PEXPIRETIME', places)
  end
  if last > 0 then
    redis.call('PEXPIREAT', ends, last)
  else
    redis.call('PERSIST', ends)
  end
end

if announce ~= '' then
  redis.call(announce, channel, body)
end
return 1
