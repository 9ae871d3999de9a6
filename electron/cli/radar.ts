import { resolve } from 'node:path'
import { applicationByNo } from '../../db/applications.ts'
import { latestAssessment } from '../../db/assessments.ts'
import { FACTS } from '../../shared/application.ts'
import { AppError } from '../../shared/errors.ts'
import { applicationKey, type Claim, readClaimKey } from '../../shared/radar/claim.ts'
import { claimPlace, claimText, reasonWords } from '../../shared/radar/claimText.ts'
import { SHOWN_FROM } from '../../shared/radar/evidence.ts'
import { shownValue } from '../../shared/radar/radarSheet.ts'
import {
  MATTER_VERDICTS,
  type RadarPair,
  type RadarView,
  UNRULED_NAME,
  VERDICT_NAMES,
} from '../../shared/radar/radarView.ts'
import { OUTCOME_NAMES } from '../../shared/review/assessment.ts'
import { exportRadar } from '../core/jobs/exportRadar.ts'
import { ruleMatter } from '../core/jobs/ruleMatter.ts'
import { radarOf } from '../core/radar.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { EXPORT, findRound, OFFICE, REVIEW, withWorkspace } from './workspace.ts'

/** `radar` and `radar rule`. Errors: AppError for a refusal, UsageError for wrong usage. */
export function runRadar(args: Args, resourcesRoot: string): Promise<Answer> {
  const [act] = args.words
  if (act === 'rule') return withWorkspace(args, resourcesRoot, REVIEW, rule)
  if (act !== undefined) throw new UsageError('“radar”后面可以是 rule')
  const roles = args.optional('out') === null ? OFFICE : EXPORT
  return withWorkspace(args, resourcesRoot, roles, show)
}

async function show(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const roundId = findRound(args, ws)
  const least = readScore(args)
  const out = args.optional('out')
  const view =
    out === null ? radarOf(ws, roundId, least) : await exportRadar(ws, actor, roundId, resolve(out), { least })
  return { json: radarJson(view), lines: lines(view, out) }
}

function readScore(args: Args): number {
  const text = args.optional('min') ?? String(SHOWN_FROM)
  if (!/^(\d{1,2}|100)$/.test(text)) throw new UsageError('--min 应是 0 到 100 的整数')
  return Number(text)
}

function radarJson({ pairs, related }: RadarView) {
  return {
    pairs: pairs.map((pair) => ({
      applicationNo: pair.application.applicationNo,
      applicant: pair.application.name,
      other: otherJson(pair.other),
      score: pair.score,
      strong: pair.strong,
      reasons: pair.evidence.map(({ text }) => text),
      ruling: pair.ruling,
    })),
    related: related.flatMap(({ shares, members }) =>
      shares.map(({ by, value }) => {
        return { by, value: shownValue(by, value), applications: members.map(({ applicationNo }) => applicationNo) }
      }),
    ),
  }
}

function otherJson({ key, kind, source, place, applicationNo, name, creditCode, amountFen, year }: Claim) {
  return { key, kind, source, ...place, applicationNo, name, creditCode, amountFen, year }
}

function lines({ pairs, related, compared }: RadarView, out: string | null): string[] {
  const { applications, grants, ownRounds, otherBureaus } = compared
  const unruled = pairs.filter(({ ruling }) => ruling === null).length
  return [
    `本批次 ${applications} 件，对照以往批次 ${grants} 笔、以往批次名单 ${ownRounds} 条、其他部门名单 ${otherBureaus} 条`,
    ...pairs.map(pairLine),
    ...related.map(({ shares, members }) => {
      const what = shares.map(({ by, value }) => `${FACTS[by].label} ${shownValue(by, value)}`).join('、')
      return `关联：${what} 相同：${members.map(({ applicationNo, applicant }) => `${applicationNo} ${applicant}`).join('；')}`
    }),
    `疑似重复 ${pairs.length} 对，未认定 ${unruled} 对；关联单位 ${related.length} 组`,
    ...(out === null ? [] : [`已导出“${resolve(out)}”`]),
  ]
}

function pairLine({ application, other, score, evidence, ruling }: RadarPair): string {
  const said = ruling === null ? UNRULED_NAME : `${VERDICT_NAMES[ruling.ruling]}（${ruling.reason}）`
  const words = reasonWords(evidence).join('、')
  return `${score} ${application.applicationNo} ${application.name} ↔ ${claimText(other)}：${words}；${said} [${other.key}]`
}

function rule(args: Args, ws: Workspace, actor: Actor): Answer {
  const roundId = findRound(args, ws)
  const ruling = MATTER_VERDICTS.find((verdict) => verdict === args.required('as'))
  if (ruling === undefined) throw new UsageError('--as 只能是 same 或 different')
  const applicationId = requireNo(ws, roundId, args.required('application'))
  const otherKey = readOther(ws, roundId, args.required('other'))
  const kept = ruleMatter(ws, actor, roundId, { applicationId, otherKey, ruling, reason: args.required('reason') })
  const found = latestAssessment(ws.db, kept.applicationId)?.assessment ?? null
  const { pairs } = radarOf(ws, roundId)
  const pair = pairs.find((one) => one.applicationId === kept.applicationId && one.other.key === kept.otherKey)
  if (pair === undefined) throw new Error('a ruled pair is always shown')
  const [no, outcome] = [pair.application.applicationNo, found?.outcome ?? null]
  const { rulerName, ruledAt, reason } = kept
  const said = `已认定 ${no} 与 ${claimPlace(pair.other)} 为${VERDICT_NAMES[ruling]}`
  return {
    json: { applicationNo: no, other: otherJson(pair.other), ruling, reason, rulerName, ruledAt, outcome },
    lines: [`${said}；机审结论“${outcome === null ? '尚未机审' : OUTCOME_NAMES[outcome]}”`],
  }
}

/** A key as `radar --json` prints it, or the number of another application of the round. */
function readOther(ws: Workspace, roundId: string, text: string): string {
  return readClaimKey(text) === null ? applicationKey(requireNo(ws, roundId, text)) : text
}

function requireNo(ws: Workspace, roundId: string, applicationNo: string): string {
  const stored = applicationByNo(ws.db, roundId, applicationNo)
  if (stored === null) throw new AppError('NOT_FOUND', `本批次没有申报编号“${applicationNo}”，请核对`)
  return stored.id
}
