-- KEYS: the index, places, ends. ARGV: index prefix, the most to sweep.
-- Returns the number of entries, or -1 when there is more to sweep first.
local most = tonumber(ARGV[2])
if sweep(KEYS[2], KEYS[3], ARGV[1], moment(), most) == most then
  return -1
end
return redis.call('ZCARD', KEYS[1])
