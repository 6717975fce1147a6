/** How each kind of environment variable is read and checked. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isNetwork } from '../limits/address.ts';
import { MEMORY_STORE } from '../store/create.ts';

/** How a variable is read. */
export interface Spec<T> {
  default: string;
  description: string;
  /** A correct value, for the error. */
  example: string;
  /** A secret's bad value is never repeated. */
  isSecret?: true;
  schema: z.ZodType<T, string | undefined>;
}

/** Any text, or none. */
export const unset = z.string().optional();

/** Text that is not shorter than that. */
export function text(min = 1): z.ZodType<string, string | undefined> {
  return unset.pipe(z.string().min(min));
}

/** A whole number from `min` to `max`, in digits. */
export function whole(min: number, max: number): z.ZodType<number, string | undefined> {
  const message = `expected a whole number from ${min} to ${max}`;
  return unset
    .pipe(z.string({ error: message }).regex(/^\d+$/, message))
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

/** `true` or `false`. */
export const flag = unset
  .pipe(z.enum(['true', 'false'], 'expected true or false'))
  .transform((value) => value === 'true');

/** An amount of money, up to six decimals. */
export function amount(): z.ZodType<number, string | undefined> {
  const message = 'expected an amount such as 2.50';
  return unset.pipe(z.string({ error: message }).regex(/^\d{1,9}(\.\d{1,6})?$/, message)).transform(Number);
}

/** Addresses and networks, or `none`, separated by commas. */
export const networks = unset.transform((value, context) => {
  const parts = (value ?? '').split(',').map((part) => part.trim());
  const list = parts.filter((part) => part !== '' && part !== 'none');
  for (const part of list) {
    if (!isNetwork(part))
      context.addIssue(`"${part}" is neither an address nor a network such as 10.0.0.0/8`);
  }
  return list;
});

const PRICE = /^(\S+)=(\d{1,6}(?:\.\d{1,6})?)\/(\d{1,6}(?:\.\d{1,6})?)$/;

/** `model=input/output`, separated by commas. */
export const prices = unset.transform((value, context) => {
  const table: Record<string, { input: number; output: number }> = {};
  const parts = (value ?? '').split(',').map((part) => part.trim());
  for (const part of parts.filter((part) => part !== '')) {
    const [, model, input, output] = PRICE.exec(part) ?? [];
    if (model === undefined) context.addIssue(`"${part}" is not model=input/output`);
    else table[model] = { input: Number(input), output: Number(output) };
  }
  return table;
});

/** From nothing to everything. */
export const LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** Printable and without white space, or it could not travel in a header. */
export const key = unset.refine(
  (value) => value === undefined || /^[\x21-\x7e]+$/.test(value),
  'expected printable ASCII characters without white space',
);

/** An address without credentials, query or fragment: it may stand in logs. */
export const baseUrl = unset.refine((value) => {
  if (value === undefined) return true;
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (
    ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.search === '' && url.hash === ''
  );
}, 'expected an http or https URL without credentials or query');

/** Exact origins, or `*`, separated by commas. */
export const origins = unset.transform((value, context) => {
  const list = (value ?? '').split(',').map((part) => part.trim());
  const parts = list.filter((part) => part !== '');
  for (const part of parts) {
    if (part === '*' || (URL.canParse(part) && new URL(part).origin === part)) continue;
    const url = [part, `https://${part}`].find((each) => URL.canParse(each));
    const meant = url === undefined ? 'null' : new URL(url).origin;
    const hint = meant === 'null' ? '' : `; did you mean ${meant}?`;
    context.addIssue(`"${part}" is no exact origin${hint}`);
  }
  return parts;
});

/** Folders that come with the project; the same from src/ and from dist/. */
function ownFolder(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}

/** A file, made absolute, or the word that stands for none. */
export const storePath = unset
  .pipe(z.string())
  .transform((path) => (path === MEMORY_STORE ? path : resolve(path)));

/** A folder; unset, the one of that name that comes with the project. */
export function folder(name: string): z.ZodType<string, string | undefined> {
  return unset.transform((value) => value ?? ownFolder(name));
}

/** A file or folder, made absolute. */
export const path = unset.pipe(z.string()).transform((value) => resolve(value));

/** A secret that can stand in an address, too long to be guessed. */
export const token = unset.refine(
  (value) => value === undefined || /^[\w-]{16,200}$/.test(value),
  'expected 16 to 200 letters, digits, - or _',
);
/** Secrets of 16 characters or more, separated by commas. None: the empty list. */
export const keys = unset.transform((value, context) => {
  const list = (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (list.some((each) => !/^[\x21-\x7e]{16,200}$/.test(each))) {
    context.addIssue('expected keys of 16 to 200 printable ASCII characters, separated by commas');
  }
  return list;
});

/** An address of Redis, with user and password if it asks for them. */
export const redisUrl = unset.refine((value) => {
  if (value === undefined) return true;
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, pathname } = new URL(value);
  return ['redis:', 'rediss:'].includes(protocol) && hostname !== '' && /^(\/\d*)?$/.test(pathname);
}, 'expected redis://[user:password@]host[:port][/number], or rediss:// for TLS; special characters in the password as %XX');

/** What begins every key: no braces, which a cluster reads, and no white space. */
export const prefix = unset.pipe(
  z.string().regex(/^[\w.:-]{1,50}$/, 'expected 1 to 50 letters, digits, . : - or _'),
);
