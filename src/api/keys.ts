/** Who may use the programs' interfaces: the operator's own keys, compared in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (key: string) => createHash('sha256').update(key).digest();

/**
 * @param keys at least one.
 * @returns which of them an `Authorization: Bearer ...` header holds, by its number from 0; nothing for any other header.
 */
export function createKeyCheck(keys: readonly string[]): (header: string | undefined) => number | undefined {
  const known = keys.map(digest);
  return (header) => {
    const [, given] = /^Bearer +(\S{1,500})$/i.exec(header ?? '') ?? [];
    if (given === undefined) return undefined;
    const asked = digest(given);
    let found: number | undefined;
    // Every key is looked at, so that time tells nothing.
    for (const [index, each] of known.entries()) if (timingSafeEqual(each, asked)) found = index;
    return found;
  };
}
