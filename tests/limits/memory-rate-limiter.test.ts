import { afterEach, beforeEach, vi } from 'vitest';
import { createMemoryRateLimiter } from '../../src/limits/memory-rate-limiter.ts';
import { describeRateLimiter } from './rate-limiter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describeRateLimiter('memory', createMemoryRateLimiter, (ms) => vi.advanceTimersByTimeAsync(ms));
