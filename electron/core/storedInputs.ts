import type { ParameterVersion } from '../../db/parameters.ts'
import type { Round } from '../../db/rounds.ts'
import type { Application } from '../../shared/application.ts'
import type { EnteredParameter } from '../../shared/policy/inForce.ts'
import type { ApplicantContext, MatterFinding } from '../../shared/review/context.ts'

/** An entered value as an assessment used it: the version, who entered it and when. */
export type UsedParameter = EnteredParameter & Partial<ParameterVersion>

/** What a stored assessment was worked out from: with the texts kept under its two hashes, enough to work it out again. */
export interface AssessmentInputs {
  application: Application
  applicant: ApplicantContext
  round: Pick<Round, 'year' | 'windowFrom' | 'windowTo' | 'policyOn' | 'rules'>
  /** The article's own, as locked into the round. */
  parameters: UsedParameter[]
  /** Of the instrument's common conditions and industries; null in rows older than its keeping. */
  instrumentHash: string | null
}

/** As database format 1 wrote it: one word for the same matter, and nothing of restrictions, liftings and pass lines. */
type FirstContext = Pick<ApplicantContext, 'usedThisYearFen' | 'usedBy' | 'earlier' | 'grantedPlatformBefore'> & {
  /** Words naming a suspected earlier grant; null when there is none; absent when there was no record to look in. */
  sameMatter?: string | null
}

type FirstInputs = Omit<AssessmentInputs, 'applicant' | 'instrumentHash'> & {
  applicant: FirstContext
  instrumentHash?: undefined
}

/** Reads stored inputs of any format as those of today; `stored` is what `assessmentInputs` answers. */
export function readInputs(stored: unknown): AssessmentInputs {
  const inputs = stored as AssessmentInputs | FirstInputs
  return {
    ...inputs,
    applicant: isFirst(inputs.applicant) ? fromFirst(inputs.applicant) : inputs.applicant,
    instrumentHash: inputs.instrumentHash ?? null,
  }
}

function isFirst(applicant: ApplicantContext | FirstContext): applicant is FirstContext {
  return !('restrictions' in applicant)
}

function fromFirst({ sameMatter, ...kept }: FirstContext): ApplicantContext {
  return { ...kept, sameMatter: matterOf(sameMatter), restrictions: null, restrictionLifted: null, review: null }
}

function matterOf(words: string | null | undefined): MatterFinding | null {
  if (words === undefined) return null
  return words === null ? { kind: 'none' } : { kind: 'suspected', text: words }
}
