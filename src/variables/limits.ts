/** The variables that bound what visitors may do, and what the model may cost. */
import { amount, networks, prices, type Spec, whole } from './kinds.ts';

/** What one address may do, and what all may do together. */
export const limitSpecs = {
  TRUSTED_PROXY_HOPS: {
    default: '0',
    description:
      'Proxies in front of this server; the visitor is who the first of them names in X-Forwarded-For. 0: the header is ignored.',
    example: '1',
    schema: whole(0, 10),
  },
  UNLIMITED_ADDRESSES: {
    default: '127.0.0.0/8,::1',
    description:
      'Addresses, or networks as address/prefix, without limits of their own, separated by commas; none for nobody.',
    example: '127.0.0.0/8,192.0.2.7',
    schema: networks,
  },
  CONNECTIONS_PER_ADDRESS: {
    default: '100',
    description: 'Chats that one address may have open at once, beside a hundred connections for pages.',
    example: '100',
    schema: whole(1, 1_000_000),
  },
  UPGRADES_PER_MINUTE: {
    default: '120',
    description: 'Attempts of one address to open a chat, each minute.',
    example: '120',
    schema: whole(1, 1_000_000),
  },
  TURNS_PER_MINUTE: {
    default: '60',
    description: 'Questions of one address, each minute.',
    example: '60',
    schema: whole(1, 1_000_000),
  },
  TURNS_AT_ONCE: {
    default: '20',
    description: 'Answers that one address may wait for at once.',
    example: '20',
    schema: whole(1, 1_000_000),
  },
  MAX_CONNECTIONS: {
    default: '20000',
    description: 'Chats that may be open at once, of all visitors.',
    example: '20000',
    schema: whole(1, 1_000_000),
  },
  MAX_TURNS: {
    default: '1000',
    description: 'Answers that may be written at once; the next visitors are told when to come back.',
    example: '1000',
    schema: whole(1, 1_000_000),
  },
} satisfies Record<string, Spec<unknown>>;

/** What the model may cost a day. */
export const budgetSpecs = {
  DAILY_TOKEN_BUDGET: {
    default: '50000000',
    description:
      'Tokens, of prompts and answers, that the model may use a day (UTC); then the rules answer and say so. 0: no limit.',
    example: '50000000',
    schema: whole(0, 1_000_000_000_000),
  },
  VISITOR_TOKEN_BUDGET: {
    default: '2000000',
    description: 'The same for one address, so that no visitor spends what is for all. 0: no limit.',
    example: '2000000',
    schema: whole(0, 1_000_000_000_000),
  },
  DAILY_DOLLAR_BUDGET: {
    default: '0',
    description: 'US dollars that the model may cost a day; needs its price. 0: no limit.',
    example: '5.00',
    schema: amount(),
  },
  MODEL_PRICES: {
    default: '',
    description: 'US dollars a million input and output tokens, as model=input/output, separated by commas.',
    example: 'gpt-4o-mini=0.15/0.60',
    schema: prices,
  },
} satisfies Record<string, Spec<unknown>>;
