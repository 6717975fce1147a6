/** Who may open the inspector: a token in a link, exchanged for a cookie that scripts and other sites cannot use. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Browsers let in at once; the oldest is sent away by the next. */
const MAX_SESSIONS = 20;
const COOKIE = 'crossroads_inspector';

export interface AccessOptions {
  /** The owner's own token, which stays good. Absent: a new one for each link, good once. */
  token?: string;
  /** Told of each new link, once the one before has been used. */
  onLink?: (path: string) => void;
  newSecret?: () => string;
}

export interface Access {
  /** Whether strangers are told nothing, not even that there is an inspector. */
  readonly isHidden: boolean;
  /** Path of the page with a token that is good now; undefined where only the owner knows the token. */
  link(): string | undefined;
  /** @returns the `Set-Cookie` of a new session, or undefined for a wrong token. */
  enter(token: string): string | undefined;
  /** @param cookies the Cookie header. */
  isIn(cookies: string | undefined): boolean;
}

export function createAccess({ token: owners, onLink, newSecret = secret }: AccessOptions): Access {
  let token = owners ?? newSecret();
  /** Hashes of the sessions' secrets, oldest first: what is kept here opens nothing. */
  const sessions: Buffer[] = [];
  const link = () => (owners === undefined ? `/inspector?token=${token}` : undefined);
  return {
    isHidden: owners !== undefined,
    link,
    enter(given) {
      if (!isSame(hash(given), hash(token))) return undefined;
      if (owners === undefined) {
        token = newSecret();
        onLink?.(`/inspector?token=${token}`);
      }
      const session = newSecret();
      sessions.push(hash(session));
      if (sessions.length > MAX_SESSIONS) sessions.shift();
      return `${COOKIE}=${session}; Path=/inspector; HttpOnly; SameSite=Strict`;
    },
    isIn(cookies) {
      const given = sessionIn(cookies);
      if (given === undefined) return false;
      const hashed = hash(given);
      // Every one is compared, so that time tells nothing.
      return sessions.filter((known) => isSame(known, hashed)).length > 0;
    },
  };
}

function sessionIn(cookies: string | undefined): string | undefined {
  for (const pair of (cookies ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === COOKIE && value) return value;
  }
  return undefined;
}

/** 192 random bits. */
function secret(): string {
  return randomBytes(24).toString('base64url');
}

const hash = (text: string) => createHash('sha256').update(text).digest();
const isSame = (a: Buffer, b: Buffer) => timingSafeEqual(a, b);
