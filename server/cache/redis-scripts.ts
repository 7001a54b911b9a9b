import { markSeconds, stampSeconds } from './store.ts';

/**
 * The steps that Redis takes whole. KEYS of the first three: stamp, marks. Scores of marks are seconds of Redis's own clock, so a
 * writer that is gone is given up without anybody else's clock.
 */
export const scripts = {
  /** ARGV: the mark. */
  cairnMark: {
    numberOfKeys: 2,
    lua: `redis.call('DEL', KEYS[1])
redis.call('ZADD', KEYS[2], redis.call('TIME')[1] + ${markSeconds}, ARGV[1])
redis.call('EXPIRE', KEYS[2], ${markSeconds})
return 1`,
  },
  /** ARGV: the mark, a new stamp. */
  cairnUnmark: {
    numberOfKeys: 2,
    lua: `redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', redis.call('TIME')[1])
if redis.call('ZCARD', KEYS[2]) == 0 then
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ${stampSeconds})
else
  redis.call('DEL', KEYS[1])
end
return 1`,
  },
  /** ARGV: a new stamp. Returns the stamp that the scope has now, or nothing while somebody writes there. */
  cairnOpen: {
    numberOfKeys: 2,
    lua: `local stamp = redis.call('GET', KEYS[1])
if stamp then return stamp end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', redis.call('TIME')[1])
if redis.call('ZCARD', KEYS[2]) > 0 then return false end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ${stampSeconds})
return ARGV[1]`,
  },
  /**
   * KEYS: the looks at a project, each a line `<second of its end> <person> <tab> <what>`. ARGV: person, tab, what it
   * shows now or nothing, seconds, most tabs of a person, most in all. Returns whether that is news, and all lines.
   */
  cairnLook: {
    numberOfKeys: 1,
    lua: `local now = tonumber(redis.call('TIME')[1])
local person = ARGV[1] .. ' '
local tab = person .. ARGV[2] .. ' '
local lines, tabs, was = {}, 0, ''
for till, rest in string.gmatch(redis.call('GET', KEYS[1]) or '', '(%d+) ([^\\n]+)') do
  if tonumber(till) > now then
    if string.sub(rest, 1, #tab) == tab then
      was = string.sub(rest, #tab + 1)
    else
      lines[#lines + 1] = till .. ' ' .. rest
      if string.sub(rest, 1, #person) == person then tabs = tabs + 1 end
    end
  end
end
local is = ''
if ARGV[3] ~= '' and tabs < tonumber(ARGV[5]) and #lines < tonumber(ARGV[6]) then
  is = ARGV[3]
  lines[#lines + 1] = (now + ARGV[4]) .. ' ' .. tab .. is
end
if #lines > 0 then
  redis.call('SET', KEYS[1], table.concat(lines, '\\n'), 'EX', ARGV[4])
else
  redis.call('DEL', KEYS[1])
end
table.insert(lines, 1, is ~= was and '1' or '')
return lines`,
  },
} as const;
