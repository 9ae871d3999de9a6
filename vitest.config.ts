import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/system/**', 'test/papers/**', 'test/bench/**', 'node_modules/**'],
    pool: 'forks',
    testTimeout: 60_000,
  },
})
