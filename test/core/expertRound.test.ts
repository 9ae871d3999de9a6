import { expect, test } from 'vitest'
import { sampleDesk } from './coreHarness.ts'

test('an expert sees which rounds there are, neither budget nor counts nor sums', async () => {
  const { desk, round } = await sampleDesk()
  expect(round.applications).toBeGreaterThan(0)
  await desk.signIn('专家庚')
  const [listed] = await desk.ask('round.list', {})
  const got = await desk.ask('round.get', { roundId: round.id })
  for (const view of [listed, got]) {
    expect(view).toMatchObject({ name: round.name, budgetFen: 0, applications: 0, requestedFen: 0, proposedFen: 0 })
    expect(Object.values(view?.statusCounts ?? {}).every((count) => count === 0)).toBe(true)
  }
})
