import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'dist/**', 'data/**'],
    globalSetup: ['test/global-setup.ts'],
    // A process runs many files: most of a file's time was spent on loading the server again, which keeps nothing at module level.
    isolate: false,
    // Two files at once also where there are two cores: browsers and databases are mostly waited for.
    maxWorkers: Math.max(2, availableParallelism()),
    // Patience for a machine that is slow and crowded; a test that ends well never waits so long. test/guard/patience.ts knows these numbers.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
