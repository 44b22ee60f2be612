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
    // Patience for a crowded machine; no test measures time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
