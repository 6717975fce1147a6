import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // One file at a time in the browser would be slow, and more than two workers fight over two cores.
    maxWorkers: 2,
    passWithNoTests: false,
  },
});
