-- KEYS: the index, places, ends. Documents are found by their prefix; they have the hash tag of the keys given.
-- ARGV: 'up' or 'down', lowest score, highest score, score of the entry to start behind or '', its key, how many
-- documents, how many entries to look at, index prefix, document prefix.
-- Returns whether there is more, then the score and key that was looked at last, then score, key, version and body of
-- each document.
local index, places, ends = KEYS[1], KEYS[2], KEYS[3]
local direction, min, max, score, key, wanted, budget, prefix, documents = unpack(ARGV, 1, 9)
wanted, budget = tonumber(wanted), tonumber(budget)
local up = direction == 'up'
sweep(places, ends, prefix, moment(), 100)

-- By bytes, as the sorted set is: Lua's own comparison follows the locale.
local function compare(a, b)
  for i = 1, math.min(#a, #b) do
    local difference = a:byte(i) - b:byte(i)
    if difference ~= 0 then
      return difference
    end
  end
  return #a - #b
end

-- Ranks count from 0; least and most are the first and last within the bounds.
local least = redis.call('ZCOUNT', index, '-inf', '(' .. min)
local most = redis.call('ZCOUNT', index, '-inf', max) - 1
if score ~= '' then
  -- Among equal scores, the first rank behind the key (up) or not before it (down).
  local low = redis.call('ZCOUNT', index, '-inf', '(' .. score)
  local high = redis.call('ZCOUNT', index, '-inf', score)
  while low < high do
    local middle = math.floor((low + high) / 2)
    local order = compare(redis.call('ZRANGE', index, middle, middle)[1], key)
    if order < 0 or (up and order == 0) then
      low = middle + 1
    else
      high = middle
    end
  end
  if up then
    least = math.max(least, low)
  else
    most = math.min(most, low - 1)
  end
end

local reply, gone = { 0, '', '' }, {}
while wanted > 0 and budget > 0 and least <= most do
  local step = math.min(wanted, budget, most - least + 1)
  local from = up and least or most - step + 1
  local part = redis.call('ZRANGE', index, from, from + step - 1, 'WITHSCORES')
  local first, last, stride = 1, #part - 1, 2
  if not up then
    first, last, stride = last, first, -stride
  end
  for i = first, last, stride do
    local document = redis.call('HMGET', documents .. part[i], 'v', 'b')
    if document[2] then
      wanted = wanted - 1
      reply[#reply + 1] = part[i + 1]
      reply[#reply + 1] = part[i]
      reply[#reply + 1] = document[1]
      reply[#reply + 1] = document[2]
    else
      gone[#gone + 1] = part[i]
    end
    reply[2], reply[3] = part[i + 1], part[i]
  end
  budget = budget - step
  if up then
    least = least + step
  else
    most = most - step
  end
end
if wanted > 0 and least <= most then
  reply[1] = 1
end

-- Entries without a document: it ended just now, or was evicted.
for _, member in ipairs(gone) do
  redis.call('ZREM', index, member)
end
return reply
