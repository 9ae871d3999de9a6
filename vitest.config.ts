import { defineConfig } from 'vitest/config'

const NEVER = ['test/e2e/**', 'test/system/**', 'test/papers/**', 'test/bench/**', 'node_modules/**']
/**
 * Files that put something else in the place of a module or of the window, for themselves alone, or whose passwords are
 * also given to a process of its own, at the real cost.
 */
const APART = [
  'test/renderer/**/*.test.ts',
  'test/core/passwordCost.test.ts',
  'test/cli/networkShare.test.ts',
  'test/cli/accounts.test.ts',
]

export default defineConfig({
  test: {
    pool: 'forks',
    // The machine that checks has two cores; vitest would leave one of them idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...NEVER, ...APART],
          // Loading the program takes longer than many a test: files share what is loaded, never what they write.
          isolate: false,
          testTimeout: 60_000,
          globalSetup: 'test/templateFolder.ts',
          setupFiles: ['test/cheapPasswords.ts', 'test/oneReading.ts'],
        },
      },
      {
        test: {
          name: 'apart',
          include: APART,
          exclude: NEVER,
          testTimeout: 60_000,
          globalSetup: 'test/templateFolder.ts',
        },
      },
    ],
  },
})
