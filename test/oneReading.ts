import { join } from 'node:path'
import { vi } from 'vitest'

/**
 * Every desk and command line of a test reads the shipped articles anew, a tenth of a second each; they never change
 * while tests run, so here they are read once for the tests of one process. Other folders are read as always.
 */
vi.mock('../electron/core/policyStore.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../electron/core/policyStore.ts')>()
  const shipped = join(import.meta.dirname, '..', 'templates')
  let store: ReturnType<typeof original.openPolicyStore> | null = null
  const openPolicyStore: typeof original.openPolicyStore = (templatesRoot) => {
    if (join(templatesRoot) !== shipped) return original.openPolicyStore(templatesRoot)
    store ??= original.openPolicyStore(shipped)
    return store
  }
  return { ...original, openPolicyStore }
})
