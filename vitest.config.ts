import { defineConfig } from 'vitest/config';
import { withoutMathematics } from './web/build/parser.ts';

export default defineConfig({
  // The Markdown parser is tested as it is shipped.
  plugins: [withoutMathematics()],
  test: {
    include: ['tests/**/*.test.ts'],
    server: { deps: { inline: ['streaming-markdown'] } },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // One file at a time in the browser would be slow, and more than two workers fight over two cores.
    maxWorkers: 2,
    passWithNoTests: false,
  },
});
