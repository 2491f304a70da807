-- KEYS: the document, places, ends.
-- ARGV: key, version, how long to remember in ms, index prefix.
-- Returns 1 when removed, 0 when what is there is newer.
local document, places, ends = KEYS[1], KEYS[2], KEYS[3]
local key, version, lifetime, prefix = unpack(ARGV, 1, 4)

local stored = redis.call('HGET', document, 'v')
if stored and stored > version then
  return 0
end

leave(places, ends, prefix, key)
-- A document without a body is the memory of a removal.
redis.call('DEL', document)
redis.call('HSET', document, 'v', version)
redis.call('PEXPIRE', document, lifetime)
return 1
