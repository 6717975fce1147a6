/** Words why Redis cannot be used, so that its operator knows what to do: never an address, a key or a password. */

const REASONS: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/WRONGPASS|NOAUTH|invalid username-password|AUTH/i, 'refuses the user or the password: correct REDIS_URL'],
  [
    /NOPERM|No permissions|The user executing the script/i,
    'does not let this user do what it must: give it the keys and channels that begin with REDIS_PREFIX, and scripts',
  ],
  [/DB index|SELECT is not allowed/i, 'has no database of that number: correct the one in REDIS_URL'],
  [/WRONGTYPE/, 'holds a key of ours that something else wrote: give each program its own REDIS_PREFIX'],
  [/READONLY/, 'is a replica, which cannot be written to: name the primary in REDIS_URL'],
  [/OOM/, 'has no memory left: raise its maxmemory, or lower RETENTION_DAYS'],
  [/MISCONF/, 'cannot save to its disk: its own log says why'],
  [/LOADING/, 'is still reading its data'],
  [/ECONNREFUSED/, 'does not listen at the address in REDIS_URL: start it, or correct the address'],
  [/ENOTFOUND|EAI_AGAIN/, 'is at a host that nobody knows: correct REDIS_URL'],
  [/CERT|SSL|TLS|self.signed/i, 'shows a certificate that cannot be trusted: see NODE_EXTRA_CA_CERTS'],
  [/deadline|timeout|ETIMEDOUT/i, 'does not answer in time: look at its load, and at the network to it'],
  [/ECONNRESET|EPIPE|closed|isn't writeable/i, 'cannot be reached: start it, or look at the network to it'],
];

/** @param error what the client threw; its own text may quote a command and so a password. */
export function reasonOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const said = `${String(code ?? '')} ${String(message ?? '')}`;
  return REASONS.find(([pattern]) => pattern.test(said))?.[1] ?? 'does not work as it should';
}
