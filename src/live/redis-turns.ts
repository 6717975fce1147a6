/** Turns that servers share through Redis: a stream of events for each, a lease on it, and a bell for who listens. */
import type { Redis } from '../redis/connection.ts';
import { createRedisLease, type HeldLease } from './redis-lease.ts';
import { CANCEL, CLAIM, READ } from './redis-scripts.ts';
import type { ClaimedTurn, Cursor, FarTurn, Listener, Owner, SharedTurns } from './shared-turns.ts';

/** Turns that wait for Redis to be told of, at most; the oldest give way. */
const MAX_LEASES = 10_000;

export function createRedisTurns(redis: Redis): SharedTurns {
  const { serverId } = redis;
  const leases = new Map<string, HeldLease>();
  let claims = 0;
  const channelOf = (conversationId: string) => redis.keyOf(conversationId);
  const keysOf = (conversationId: string, ...parts: string[]) =>
    parts.map((part) => redis.keyOf(conversationId, part));

  redis.onBack(() => {
    for (const lease of leases.values()) void lease.again();
  });

  async function claimAs(
    turn: ClaimedTurn,
    { claim, over = '', mode }: { claim: string; over?: string; mode: 'ask' | 'again' | 'over' },
  ) {
    const { conversationId, turnId, question, askedAt, replaces = '', seq } = turn;
    const keys = keysOf(conversationId, 'live', 'events', 'turns');
    const channel = channelOf(conversationId);
    const args = [claim, serverId, turnId, question, askedAt, replaces, over, channel, mode, seq];
    const answer = await redis.call(CLAIM, keys, args);
    const [state, tries, more] = answer as ['mine' | 'taken' | 'busy', number, (string | number)?];
    return {
      state,
      tries,
      held: typeof more === 'string' ? more : undefined,
      seq: typeof more === 'number' ? more : turn.seq,
    };
  }

  /** Whether that claim is of this server, and of no turn that it runs: Redis heard of it, or of its end, too late. */
  const isLeftOver = (claim: string) =>
    claim.startsWith(`${serverId}.`) && (leases.get(claim)?.isOver() ?? true);

  return {
    async claim(turn: ClaimedTurn, owner: Owner, over?: string) {
      const claim = `${serverId}.${++claims}`;
      const mode = over === undefined ? 'ask' : 'over';
      const ask = async () => {
        const first = await claimAs(turn, { claim, mode, ...(over === undefined ? {} : { over }) });
        const { state, held } = first;
        const isInTheWay = state === 'busy' && held !== undefined && isLeftOver(held);
        return isInTheWay ? claimAs(turn, { claim, mode: 'over', over: held }) : first;
      };
      const answer = await ask().catch(() => undefined);
      // Nobody can be asked: a new turn runs here all the same, and is made known when Redis is back.
      if (!answer && mode === 'over') return { state: 'taken' };
      if (answer && answer.state !== 'mine') return { state: answer.state };
      const mine = { ...turn, seq: answer?.seq ?? turn.seq };
      const lease = createRedisLease(redis, {
        keys: keysOf(turn.conversationId, 'live', 'events', 'watched'),
        channel: channelOf(turn.conversationId),
        claim,
        isKnown: answer !== undefined,
        claimAgain: async () => (await claimAs(mine, { claim, mode: 'again' })).state === 'mine',
        owner,
        onClosed: () => leases.delete(claim),
      });
      leases.set(claim, lease);
      for (const oldest of leases.keys()) if (leases.size > MAX_LEASES) leases.delete(oldest);
      return { state: 'mine', lease, tries: answer?.tries ?? 0, seq: mine.seq };
    },

    async read(conversationId: string, cursor?: Cursor): Promise<FarTurn | undefined> {
      const keys = keysOf(conversationId, 'live', 'events', 'watched');
      const args = [cursor?.claim ?? '', cursor?.last ?? '', serverId];
      const [held, entries = []] = (await redis.call(READ, keys, args)) as [
        (string | null)[]?,
        [id: string, fields: [string, string]][]?,
      ];
      if (!held) return undefined;
      const [claim, turnId, question, askedAt, replaces, server, ended] = held.map((field) => field ?? '');
      const isEnded = ended === '1' || isLeftOver(claim ?? '');
      const last = entries.at(-1)?.[0] ?? (cursor?.claim === claim ? cursor?.last : undefined) ?? '';
      return {
        claim: claim ?? '',
        turnId: turnId ?? '',
        question: question ?? '',
        askedAt: Number(askedAt),
        ...(replaces ? { replaces } : {}),
        isEnded,
        // Who tells something lives; asking costs a second round.
        isOwnerAlive:
          isEnded || entries.length > 0 || (!isLeftOver(claim ?? '') && (await redis.isAlive(server ?? ''))),
        frames: entries.flatMap(([, [, frames]]) => frames.split('\n')),
        cursor: { claim: claim ?? '', last },
      };
    },

    listen(conversationId: string, listener: Listener) {
      return redis.listen(channelOf(conversationId), (message) => {
        const [what, server] = message.split(' ');
        if (what === 'cancel') {
          for (const lease of leases.values()) if (lease.isOf(channelOf(conversationId))) lease.look();
        } else if (server === serverId) return;
        else if (what === 'forgotten') listener.forgotten();
        else listener.news();
      });
    },

    async cancel(conversationId, turnId) {
      const args = [turnId, channelOf(conversationId), serverId];
      await redis.call(CANCEL, keysOf(conversationId, 'live'), args).catch(() => {});
    },

    async forget(conversationId) {
      const [live = '', events = '', watched = ''] = keysOf(conversationId, 'live', 'events', 'watched');
      await redis.run((client) => client.del(live, events, watched));
      await redis.run((client) => client.publish(channelOf(conversationId), `forgotten ${serverId}`));
    },

    isWatched: (conversationId) =>
      redis.run(async (client) => (await client.exists(redis.keyOf(conversationId, 'watched'))) === 1),

    upForMs: redis.upForMs,
    onBack: redis.onBack,
  };
}
