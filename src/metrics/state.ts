/** What is so at the moment it is asked: connections, the breaker, what was spent, and the parts of the health. */
import { Gauge, type Registry } from 'prom-client';
import type { Knowledge, Spending } from '../domain.ts';
import type { BreakerState } from '../model/breaker.ts';
import { isWell } from './well.ts';

export interface StateSources {
  connections: () => number;
  /** Conversations that are watched or answering. */
  conversations: () => number;
  /** Undefined: no model is configured. */
  breaker: () => BreakerState | undefined;
  /** Of the day (UTC); undefined until the model was asked once. */
  spent: () => Spending | undefined;
  /** Of the day; 0 for none. */
  limits: { tokensPerDay: number; dollarsPerDay: number };
  /** As `/healthz` shows them. */
  parts: () => Record<string, string>;
  knowledge: () => Knowledge;
  /** Absent: no embedding model is configured. */
  embedding?: () => { embedded: number };
}

const BREAKER_STATES = ['closed', 'half-open', 'open'] as const;

export function addState(registry: Registry, sources: StateSources): void {
  const gauge = (name: string, help: string, labelNames: string[], read: (gauge: Gauge) => void) => {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        read(this);
      },
    });
  };
  const number = (name: string, help: string, read: () => number) =>
    gauge(name, help, [], (each) => each.set(read()));

  number('crossroads_connections', 'Chats that are open now.', sources.connections);
  number(
    'crossroads_conversations',
    'Conversations that are watched or answering now.',
    sources.conversations,
  );
  number(
    'crossroads_knowledge_documents',
    'Documents in the knowledge.',
    () => sources.knowledge().documents.size,
  );
  number('crossroads_knowledge_passages', 'Passages searched.', () => sources.knowledge().passages.length);
  const { embedding } = sources;
  if (embedding)
    number(
      'crossroads_passages_embedded',
      'Passages that are found by meaning as well.',
      () => embedding().embedded,
    );
  gauge(
    'crossroads_breaker_state',
    'The breaker of the model: 1 for the state it is in.',
    ['state'],
    (each) => {
      const current = sources.breaker();
      for (const state of current ? BREAKER_STATES : [])
        each.set({ state }, current?.state === state ? 1 : 0);
    },
  );
  gauge(
    'crossroads_part_ok',
    'Parts of the health: 1 for ok or filling, 0 for anything else.',
    ['part'],
    (each) => {
      for (const [part, state] of Object.entries(sources.parts())) each.set({ part }, isWell(state) ? 1 : 0);
    },
  );
  gauge('crossroads_spent_tokens', 'Tokens of the model used today (UTC).', ['direction'], (each) => {
    const spent = sources.spent();
    if (!spent) return;
    each.set({ direction: 'input' }, spent.inputTokens);
    each.set({ direction: 'output' }, spent.outputTokens);
  });
  gauge('crossroads_spent_dollars', 'US dollars that the model cost today (UTC).', [], (each) => {
    const spent = sources.spent();
    if (spent) each.set(spent.microDollars / 1e6);
  });
  const { tokensPerDay, dollarsPerDay } = sources.limits;
  number(
    'crossroads_token_budget',
    'Tokens that the model may use a day; 0 for no limit.',
    () => tokensPerDay,
  );
  number(
    'crossroads_dollar_budget',
    'US dollars that the model may cost a day; 0 for no limit.',
    () => dollarsPerDay,
  );
}
