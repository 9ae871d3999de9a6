import type { IsoInstant } from '../date.ts'
import type { FoundPair } from './pairs.ts'
import type { RelatedGroup } from './related.ts'

export const MATTER_VERDICTS = ['same', 'different'] as const
export type MatterVerdict = (typeof MATTER_VERDICTS)[number]

export const VERDICT_NAMES: Record<MatterVerdict, string> = { same: '同一事项', different: '不同事项' }
export const UNRULED_NAME = '未认定'

export interface RulingView {
  ruling: MatterVerdict
  reason: string
  rulerName: string
  ruledAt: IsoInstant
}

/** A pair with what people said of it. */
export interface RadarPair extends FoundPair {
  /** The application of the round; of two applications the one with the larger number. */
  applicationId: string
  ruling: RulingView | null
  /** What was said before one of the sides changed; it no longer counts. */
  outdated: RulingView | null
}

export interface RadarView {
  /** Best first. Ruled pairs are kept whatever they score. */
  pairs: RadarPair[]
  related: RelatedGroup[]
  /** What was compared with what. */
  compared: { applications: number; grants: number; ownRounds: number; otherBureaus: number }
}

/** What tells a pair apart from every other of the round. */
export function radarPairKey({ applicationId, other }: Pick<RadarPair, 'applicationId' | 'other'>): string {
  return `${applicationId} ${other.key}`
}
