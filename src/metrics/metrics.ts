/** Everything that is measured of a server, for Prometheus. Made only where METRICS_PORT is set. */
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { BreakerState } from '../model/breaker.ts';
import { createAdmissionMetrics } from './admission.ts';
import { addState } from './state.ts';
import { createTurnMetrics } from './turns.ts';

/**
 * No label holds what a visitor, an article or an upstream wrote, so the number of series is bounded.
 * @param now milliseconds that only grow. Default `performance.now`.
 */
export function createMetrics(now: () => number = () => performance.now()) {
  const registry = new Registry();
  // The process's own: processor time, memory, descriptors, garbage collection and the delay of the event loop.
  collectDefaultMetrics({ register: registry });
  const changes = new Counter({
    name: 'crossroads_breaker_changes_total',
    help: 'Changes of the breaker, by the state it came to.',
    labelNames: ['to'],
    registers: [registry],
  });
  const retries = new Counter({
    name: 'crossroads_model_retries_total',
    help: 'Second calls of the model for one question, by the code of what the first came to.',
    labelNames: ['code'],
    registers: [registry],
  });
  return {
    /** Counts the turns of a runner. */
    countTurns: createTurnMetrics(registry, now),
    /** Counts those who enter. */
    countAdmission: createAdmissionMetrics(registry, now),
    onBreaker: ({ state }: BreakerState): void => changes.inc({ to: state }),
    onRetry: (code: string): void => retries.inc({ code }),
    /** To be called once, when there is something to read from. */
    addState: (sources: Parameters<typeof addState>[1]): void => addState(registry, sources),
    contentType: registry.contentType,
    /** Everything in Prometheus's text format. */
    text: (): Promise<string> => registry.metrics(),
  };
}
