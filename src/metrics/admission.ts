/** Counts who waits for a place, who has one, and who is sent away. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { AppError } from '../errors.ts';
import type { Admission } from '../limits/admission.ts';

/** Seconds; nobody waits longer than 0.4. */
const WAITS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4];

/** @returns an admission that behaves as the given one, and is counted. */
export function createAdmissionMetrics(registry: Registry, now: () => number) {
  const registers = [registry];
  const running = new Gauge({
    name: 'crossroads_turns_running',
    help: 'Turns that have a place now.',
    registers,
  });
  const waiting = new Gauge({
    name: 'crossroads_turns_waiting',
    help: 'Turns in the queue for a place now.',
    registers,
  });
  const refused = new Counter({
    name: 'crossroads_turns_refused_total',
    help: 'Turns that were sent away: busy (no room) or rate_limited (one address asked too much).',
    labelNames: ['code'],
    registers,
  });
  const queued = new Histogram({
    name: 'crossroads_queue_seconds',
    help: 'From a question to its place.',
    buckets: WAITS,
    registers,
  });

  return (admission: Admission): Admission => ({
    async enter(visitor) {
      const from = now();
      waiting.inc();
      try {
        const leave = await admission.enter(visitor);
        queued.observe((now() - from) / 1000);
        running.inc();
        return () => {
          running.dec();
          leave();
        };
      } catch (error) {
        refused.inc({ code: error instanceof AppError ? error.code : 'internal' });
        throw error;
      } finally {
        waiting.dec();
      }
    },
  });
}
