import type { ApplicantContext } from '../../shared/review/context.ts'

/** An applicant the database holds nothing on. */
export const NOTHING_KNOWN: ApplicantContext = {
  usedThisYearFen: 0,
  usedBy: [],
  earlier: [],
  sameMatter: null,
  restrictions: null,
  restrictionLifted: null,
  review: null,
  grantedPlatformBefore: null,
}
