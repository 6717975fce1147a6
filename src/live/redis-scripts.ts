/** What must happen in one step when servers share their turns. KEYS and ARGV of each are told above it. */
import { script } from '../redis/connection.ts';
import { SEQ_GAP } from './shared-turns.ts';

/** Milliseconds that a turn which nobody tells of is remembered: longer than any answer takes. */
const KEEP_MS = 3_600_000;
/** The same once it has ended: others read its last words within that time, or find them in the store. */
const ENDED_MS = 60_000;
/** Milliseconds that a reader counts as watching. */
const WATCHED_MS = 3000;

/**
 * KEYS live, events, turns of the store. ARGV claim, server, turn, question, asked at, replaces, over, channel, mode, seq:
 * `ask` a new turn, `again` one of ours after the link was lost, `over` one whose server is dead.
 * @returns state, tries, and the claim that stands in the way or the number above which the turn's begin.
 */
export const CLAIM = script(`
local claim, server, turn, mode = ARGV[1], ARGV[2], ARGV[3], ARGV[9]
local held = redis.call('HMGET', KEYS[1], 'claim', 'turn', 'ended', 'tries', 'seq')
local runs = held[1] and held[3] ~= '1'
local tries, seq = 0, tonumber(ARGV[10])
if mode == 'ask' then
  if runs then return {held[2] == turn and 'taken' or 'busy', 0, held[1]} end
  if held[2] == turn or redis.call('HEXISTS', KEYS[3], turn) == 1 then return {'taken', 0} end
elseif mode == 'again' then
  if held[1] == claim then return {'mine', 0, seq} end
  if runs or held[2] == turn then return {'taken', 0} end
else
  if (held[1] or '') ~= ARGV[7] or held[3] == '1' then return {'taken', 0} end
  tries = tonumber(held[4] or '0') + 1
  seq = math.max(seq, tonumber(held[5] or '0')) + ${SEQ_GAP}
end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[1], 'claim', claim, 'server', server, 'turn', turn, 'question', ARGV[4],
  'askedAt', ARGV[5], 'replaces', ARGV[6], 'tries', tries, 'seq', seq,
  'ended', '0')
if held[2] ~= turn then redis.call('HDEL', KEYS[1], 'cancel') end
redis.call('PEXPIRE', KEYS[1], ${KEEP_MS})
redis.call('PUBLISH', ARGV[8], 'news ' .. server)
return {'mine', tries, seq}`);

/** KEYS live, events, watched. ARGV claim, frames, whether it ends (1), channel, server. @returns what the owner must know. */
export const TELL = script(`
local held = redis.call('HMGET', KEYS[1], 'claim', 'cancel')
if not held[1] then return 'gone' end
if held[1] ~= ARGV[1] then return 'lost' end
local keep = ${KEEP_MS}
if ARGV[3] == '1' then
  keep = ${ENDED_MS}
  redis.call('HSET', KEYS[1], 'ended', '1')
  redis.call('PEXPIRE', KEYS[1], keep)
end
if ARGV[2] ~= '' then redis.call('XADD', KEYS[2], '*', 'f', ARGV[2]) end
redis.call('PEXPIRE', KEYS[2], keep)
if ARGV[3] == '1' or redis.call('EXISTS', KEYS[3]) == 1 then
  redis.call('PUBLISH', ARGV[4], 'news ' .. ARGV[5])
end
return held[2] and 'cancel' or 'ok'`);

/** KEYS live, events, watched. ARGV claim and entry of the cursor, server. @returns nothing, or fields and entries. */
export const READ = script(`
local held = redis.call('HMGET', KEYS[1], 'claim', 'turn', 'question', 'askedAt', 'replaces', 'server', 'ended')
if not held[1] then return {} end
if held[7] ~= '1' and held[6] ~= ARGV[3] then redis.call('SET', KEYS[3], '1', 'PX', ${WATCHED_MS}) end
local from = '-'
if held[1] == ARGV[1] and ARGV[2] ~= '' then from = '(' .. ARGV[2] end
return {held, redis.call('XRANGE', KEYS[2], from, '+')}`);

/** KEYS live. ARGV turn, channel, server. */
export const CANCEL = script(`
local held = redis.call('HMGET', KEYS[1], 'turn', 'ended')
if held[1] ~= ARGV[1] or held[2] == '1' then return end
redis.call('HSET', KEYS[1], 'cancel', '1')
redis.call('PUBLISH', ARGV[2], 'cancel ' .. ARGV[3])`);
