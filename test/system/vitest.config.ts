import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What only another program can prove: these need poppler-utils and LibreOffice Calc on the PATH. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['test/system/**/*.test.ts', 'test/papers/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 180_000,
  },
})
