import type { Application, ArticleKey } from '../application.ts'
import { compareApplicationNos } from '../cohort/order.ts'
import type { Fen } from '../money.ts'
import { assess } from './assess.ts'
import type { Assessment } from './assessment.ts'
import type { ApplicantContext, MatterFinding, Restriction, ReviewFinding, RoundContext } from './context.ts'

/** An application of the round, with what people already decided about it. */
export interface RoundCase {
  application: Application
  /** The same key for the same applicant. */
  applicantKey: string
  /** The newest decision that settles the amount: agreed (分) or refused (0); null while open. */
  settledFen: Fen | null
}

/** What the database holds about an applicant and an application beyond the round's own rows. */
export interface History {
  /** 分 granted this year in earlier batches, by applicant and article. */
  grantedThisYear(applicantKey: string, article: ArticleKey): { fen: Fen; applicationNos: string[] }
  /** Application numbers granted in earlier rounds of any year. */
  grantedEver(applicantKey: string, article: ArticleKey): string[]
  /** Null when there is no record to look in. */
  sameMatter(application: Application, applicantKey: string): MatterFinding | null
  /** Null while no 失信/限制 list was imported. */
  restrictions(application: Application): Restriction[] | null
  /** The chief's words on lifting exactly these; null when not lifted. */
  restrictionLifted(application: Application, restrictions: readonly Restriction[]): string | null
  /** Null where no pass line is set. */
  review(application: Application): ReviewFinding | null
  /** What to look at about the scores, as a sentence; empty when nothing. Absent where nobody scores. */
  scoreWarning?(application: Application): string
  /** What an installation with a part of the round lacks of the applicant, as a sentence; empty when nothing. */
  apartWarning?(application: Application): string
  /** False when there are no earlier rounds to look in. */
  hasRecords: boolean
}

/**
 * Assesses a whole round in application-number order, so that an applicant's yearly cap is used up by its earlier
 * application numbers first (domain.md §3 step 4). An earlier one counts with its decided amount, or, while it is
 * open, with the machine's amount when it is met. Answers by application number.
 */
export function assessRound(
  cases: readonly RoundCase[],
  round: RoundContext,
  history: History,
): Map<string, Assessment> {
  return new Map([...assessRoundTraced(cases, round, history)].map(([no, { assessment }]) => [no, assessment]))
}

/** An assessment with what it knew of the applicant beyond the application: needed to replay it alone. */
export interface TracedAssessment {
  assessment: Assessment
  applicant: ApplicantContext
}

/** As assessRound, with what each assessment knew of its applicant. */
export function assessRoundTraced(
  cases: readonly RoundCase[],
  round: RoundContext,
  history: History,
): Map<string, TracedAssessment> {
  const ordered = [...cases].sort((a, b) =>
    compareApplicationNos(a.application.applicationNo, b.application.applicationNo),
  )
  const used = new Map<string, { fen: Fen; nos: string[] }>()
  const results = new Map<string, TracedAssessment>()
  for (const { application, applicantKey, settledFen } of ordered) {
    const article = application.article
    const key = `${article ?? ''}\n${applicantKey}`
    const inRound = used.get(key) ?? { fen: 0, nos: [] }
    const granted = article === null ? { fen: 0, applicationNos: [] } : history.grantedThisYear(applicantKey, article)
    const ever = article === null ? [] : history.grantedEver(applicantKey, article)
    const restrictions = history.restrictions(application)
    const scoreWarning = history.scoreWarning?.(application) ?? ''
    const apartWarning = history.apartWarning?.(application) ?? ''
    const applicant: ApplicantContext = {
      usedThisYearFen: granted.fen + inRound.fen,
      usedBy: [...granted.applicationNos, ...inRound.nos],
      earlier: [...ever, ...inRound.nos],
      sameMatter: history.sameMatter(application, applicantKey),
      restrictions,
      restrictionLifted: restrictions === null ? null : history.restrictionLifted(application, restrictions),
      review: history.review(application),
      ...(scoreWarning === '' ? {} : { scoreWarning }),
      ...(apartWarning === '' ? {} : { apartWarning }),
      grantedPlatformBefore: history.hasRecords ? ever.length > 0 : null,
    }
    const assessment = assess({ application, round, applicant })
    results.set(application.applicationNo, { assessment, applicant })
    const counts = settledFen ?? (assessment.outcome === 'met' ? assessment.amountFen : null) ?? 0
    if (counts > 0) {
      used.set(key, { fen: inRound.fen + counts, nos: [...inRound.nos, application.applicationNo] })
    }
  }
  return results
}

/** The history of a database without earlier rounds. */
export const NO_HISTORY: History = {
  grantedThisYear: () => ({ fen: 0, applicationNos: [] }),
  grantedEver: () => [],
  sameMatter: () => null,
  restrictions: () => null,
  restrictionLifted: () => null,
  review: () => null,
  hasRecords: false,
}
