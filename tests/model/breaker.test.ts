import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { AppError, type ErrorCode } from '../../src/errors.ts';
import { type BreakerState, createBreaker, MAX_PAUSE_MS, PROBE_AFTER_MS } from '../../src/model/breaker.ts';
import { createOpenAiModel } from '../../src/model/openai.ts';
import { fairNow } from '../support/clock.ts';
import { type Scenario, startUpstream } from '../support/upstream.ts';

// The library reads the system's clock; timers and sockets stay real.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

const failure = (code: ErrorCode = 'upstream_unavailable', options = {}) =>
  new AppError(code, 'down', { retryable: true, ...options });

/** A breaker over calls that end as told, counting those that were made. */
function setUp() {
  const states: BreakerState[] = [];
  const breaker = createBreaker((state) => states.push(state));
  let calls = 0;
  const call = (result?: AppError) =>
    breaker.run(async () => {
      calls++;
      if (result) throw result;
      return 'answer';
    });
  const fail = (result = failure()) => expect(call(result)).rejects.toThrow();
  return { breaker, states, call, fail, calls: () => calls };
}

describe('the breaker', () => {
  it('opens after five failures in a row, and then calls nothing', async () => {
    const { fail, call, calls, breaker } = setUp();
    for (let i = 0; i < 4; i++) await fail();
    expect(breaker.current()).toEqual({ state: 'closed' });
    await fail();
    expect(breaker.current()).toEqual({ state: 'open', reason: 'upstream_unavailable' });
    for (let i = 0; i < 50; i++) {
      await expect(call()).rejects.toMatchObject({ code: 'upstream_unavailable', retryable: false });
    }
    expect(calls()).toBe(5);
  });

  it('opens after three questions that waited for a whole deadline in vain', async () => {
    const { fail, breaker } = setUp();
    for (let i = 0; i < 3; i++) await fail(failure('upstream_timeout'));
    expect(breaker.current().state).toBe('open');
  });

  it('opens when half of the calls fail, though never two in a row', async () => {
    const { fail, call, breaker } = setUp();
    for (let i = 0; i < 5; i++) {
      await call();
      await fail();
    }
    expect(breaker.current().state).toBe('open');
  });

  it('stays closed when few of many calls fail', async () => {
    const { fail, call, breaker } = setUp();
    for (let i = 0; i < 100; i++) await (i % 4 ? call() : fail());
    expect(breaker.current().state).toBe('closed');
  });

  it.each<[string, AppError]>([
    ['a refused key', failure('upstream_auth', { retryable: false })],
    ['an address that knows no such model', failure('upstream_unavailable', { retryable: false })],
    ['a spent account', failure('upstream_rate_limited', { retryable: false })],
    ['a time to come back', failure('upstream_rate_limited', { retryAfterMs: 30_000 })],
  ])('opens at once after %s', async (_name, error) => {
    const { fail, breaker } = setUp();
    await fail(error);
    expect(breaker.current()).toEqual({ state: 'open', reason: error.code });
  });

  it('stays closed when asked to come back within the second that a retry waits', async () => {
    const { fail, breaker } = setUp();
    await fail(failure('upstream_rate_limited', { retryAfterMs: 1000 }));
    expect(breaker.current().state).toBe('closed');
  });

  it.each<ErrorCode>(['upstream_rejected', 'cancelled'])('does not count "%s"', async (code) => {
    const { fail, breaker } = setUp();
    for (let i = 0; i < 20; i++) await fail(failure(code, { retryable: false }));
    expect(breaker.current().state).toBe('closed');
  });

  it('counts answers that are cut after their first words', async () => {
    const { call, breaker } = setUp();
    for (let i = 0; i < 5; i++) {
      await call();
      breaker.report(failure('upstream_invalid'));
    }
    await expect.poll(() => breaker.current().state).toBe('open');
  });

  it('probes once in six seconds, and closes at the first success', async () => {
    const { fail, call, calls, states } = setUp();
    await fail(failure('upstream_auth', { retryable: false }));
    for (let second = 0; second < 30; second++) {
      pass(1000);
      for (let i = 0; i < 5; i++) await fail();
    }
    expect(calls()).toBe(1 + 30_000 / PROBE_AFTER_MS);
    pass(PROBE_AFTER_MS);
    expect(await call()).toBe('answer');
    expect(states.at(-1)).toEqual({ state: 'closed' });
  });

  it('lets nobody wait for a probe', async () => {
    const { breaker, fail } = setUp();
    await fail(failure('upstream_auth', { retryable: false }));
    pass(PROBE_AFTER_MS);
    let answer = () => {};
    const probe = breaker.run(
      () =>
        new Promise<void>((resolve) => {
          answer = resolve;
        }),
    );
    expect(breaker.current().state).toBe('half-open');
    await expect(breaker.run(async () => 'second')).rejects.toMatchObject({ code: 'upstream_unavailable' });
    answer();
    await probe;
    expect(breaker.current().state).toBe('closed');
  });

  it('is not closed by a visitor who leaves the probe, but by one whose prompt is rejected', async () => {
    const { breaker, fail } = setUp();
    await fail(failure('upstream_auth', { retryable: false }));
    pass(PROBE_AFTER_MS);
    await fail(failure('cancelled', { retryable: false }));
    expect(breaker.current()).toEqual({ state: 'open', reason: 'upstream_auth' });
    pass(PROBE_AFTER_MS);
    await fail(failure('upstream_rejected', { retryable: false }));
    expect(breaker.current().state).toBe('closed');
  });

  it.each([
    [30_000, 30_000],
    [1500, PROBE_AFTER_MS],
    [3_600_000, MAX_PAUSE_MS],
  ])('asked to come back after %i ms it waits %i ms', async (retryAfterMs, waitsMs) => {
    const { fail, call, calls } = setUp();
    await fail(failure('upstream_rate_limited', { retryAfterMs }));
    pass(waitsMs - 1);
    await fail();
    expect(calls()).toBe(1);
    pass(1);
    await call();
  });
});

describe('a model behind the breaker', () => {
  async function model(scenarios: Scenario | Scenario[], firstDeltaTimeoutMs = 5000) {
    const upstream = await startUpstream(scenarios);
    const states: BreakerState[] = [];
    const made = createOpenAiModel({
      baseUrl: upstream.baseUrl,
      apiKey: 'sk-test',
      model: 'test-model',
      firstDeltaTimeoutMs,
      random: () => 0,
      breaker: createBreaker((state) => states.push(state)),
    });
    onTestFinished(async () => {
      made.close();
      await upstream.close();
    });
    const ask = async () => {
      const from = fairNow();
      const options = { signal: new AbortController().signal };
      const request = { messages: [{ role: 'user' as const, content: 'Hi?' }], maxOutputTokens: 4096 };
      let code: string | undefined;
      try {
        for await (const _event of made.stream(request, options));
      } catch (error) {
        code = (error as AppError).code;
      }
      return { code, ms: fairNow() - from };
    };
    return { upstream, ask, states };
  }

  it.each<Scenario>(['status 503', 'status 429', 'fin', 'rst', 'html 200', 'hang', 'empty'])(
    'makes at most five calls to an upstream that is dead by "%s", and refuses the rest at once',
    async (scenario) => {
      const { upstream, ask } = await model(scenario, scenario === 'hang' ? 100 : 5000);
      for (let i = 0; i < 5; i++) await ask();
      const refused = await Promise.all(Array.from({ length: 20 }, ask));
      expect(upstream.requests.length).toBeLessThanOrEqual(5);
      expect(Math.max(...refused.map(({ ms }) => ms))).toBeLessThan(200);
    },
  );

  it.each<Scenario>(['status 401', 'status 403', 'status 404', 'redirect', 'no quota', 'retry-after 1h'])(
    'makes one call to an upstream that says "%s"',
    async (scenario) => {
      const { upstream, ask } = await model(scenario);
      for (let i = 0; i < 10; i++) await ask();
      expect(upstream.requests).toHaveLength(1);
    },
  );

  it('makes one call at a probe, and answers again once the upstream does', async () => {
    const { upstream, ask, states } = await model([...Array<Scenario>(6).fill('status 503'), 'ok']);
    while (upstream.requests.length < 5) await ask();
    pass(PROBE_AFTER_MS);
    expect((await ask()).code).toBe('upstream_unavailable');
    expect(upstream.requests).toHaveLength(6);
    pass(PROBE_AFTER_MS);
    expect((await ask()).code).toBeUndefined();
    expect((await ask()).code).toBeUndefined();
    expect(states.map(({ state }) => state)).toEqual(['open', 'half-open', 'open', 'half-open', 'closed']);
  });

  it('opens after answers that are cut again and again', async () => {
    const { ask, states } = await model('fin half');
    for (let i = 0; i < 6; i++) await ask();
    expect(states.at(-1)?.state).toBe('open');
  });

  it('makes at most 110 calls for 100 questions to an upstream that fails now and then', async () => {
    const flaky = Array.from({ length: 200 }, (_, i): Scenario => (i % 4 ? 'ok' : 'status 500'));
    const { upstream, ask, states } = await model(flaky);
    for (let i = 0; i < 100; i++) await ask();
    expect(states).toEqual([]);
    expect(upstream.requests.length).toBeGreaterThan(100);
    expect(upstream.requests.length).toBeLessThanOrEqual(110);
  });
});
