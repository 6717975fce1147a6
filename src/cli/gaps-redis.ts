/** Reads for `crossroads gaps` what several servers keep in Redis. */
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { createRedis } from '../redis/connection.ts';
import { createRedisStore } from '../store/redis.ts';
import type { Shortfall } from '../store/shortfall.ts';

/** @throws AppError `config_invalid` that says why Redis cannot be read. */
export async function readRedisShortfalls(
  settings: NonNullable<Config['redis']>,
  since: number,
): Promise<Shortfall[]> {
  const redis = createRedis({ ...settings, log: { info() {}, error() {} } });
  try {
    await redis.start();
    const reason = redis.reason();
    if (reason !== undefined) throw new AppError('config_invalid', `Redis ${reason}.`);
    return await createRedisStore(redis, { keepMs: 1 }).shortfalls(since);
  } finally {
    await redis.close();
  }
}
