import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/system/**', 'test/papers/**', 'test/bench/**', 'node_modules/**'],
    pool: 'forks',
    // The machine that checks has two cores; vitest would leave one of them idle.
    maxWorkers: '100%',
    setupFiles: ['test/cheapPasswords.ts'],
    testTimeout: 60_000,
  },
})
