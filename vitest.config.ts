import { defineConfig } from 'vitest/config';
import { withoutMathematics } from './web/build/parser.ts';

export default defineConfig({
  // The Markdown parser is tested as it is shipped.
  plugins: [withoutMathematics()],
  test: {
    include: ['tests/**/*.test.ts'],
    server: { deps: { inline: ['streaming-markdown'] } },
    // A wait costs nothing when all is well; what is slow on purpose or by mistake is measured in processor time instead.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 90_000 } },
    // One file at a time in the browser would be slow, and more than two workers fight over two cores.
    maxWorkers: 2,
    passWithNoTests: false,
  },
});
