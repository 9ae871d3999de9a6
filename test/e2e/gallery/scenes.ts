import { exchangeScenes, moveInScene } from './exchangeScenes.ts'
import { officeScenes } from './officeScenes.ts'
import { parameterScene, policyScenes } from './policyScenes.ts'
import { reviewScenes } from './reviewScenes.ts'
import { roundScenes } from './roundScenes.ts'
import type { OfficeState, Scene } from './scene.ts'

/** Every picture of the gallery, in the order of the README. */
export const SCENES: Record<OfficeState, readonly Scene[]> = {
  empty: [...officeScenes.empty, moveInScene],
  working: [...roundScenes.working, ...reviewScenes, ...policyScenes, ...officeScenes.working],
  exchanged: exchangeScenes,
  published: [...roundScenes.published, parameterScene],
  damaged: officeScenes.damaged,
}
