-- KEYS: a quota. ARGV: microseconds until there is one more, and until all of the burst is back.
-- What is kept is when the burst is whole again; Redis forgets it then. See `Quota::spend`, which is the same.
-- Returns whether it may happen, how many times more at once, and in how many microseconds all are back, or one is.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local every = tonumber(ARGV[1])
local latest = now + tonumber(ARGV[2])
local full = tonumber(redis.call('GET', KEYS[1]) or now)
local following = math.min(math.max(full, now), latest) + every
if following > latest then
  return { 0, 0, following - latest }
end
redis.call('SET', KEYS[1], string.format('%.0f', following), 'PX', math.ceil((following - now) / 1000))
return { 1, math.floor((latest - following) / every), following - now }
