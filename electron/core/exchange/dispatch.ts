import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { z } from 'zod'
import { listAccounts } from '../../../db/accounts.ts'
import { readBytes, storesOf } from '../../../db/attachmentFiles.ts'
import { listCases } from '../../../db/cases.ts'
import { FORMAT_VERSION, keyOf } from '../../../db/connection.ts'
import { addDispatch, type Dispatch, dispatchesOf, nextDispatchNumber } from '../../../db/dispatches.ts'
import { headsOf } from '../../../db/exchangeRows.ts'
import { mergesOf } from '../../../db/merges.ts'
import { recusedCases } from '../../../db/people.ts'
import { all } from '../../../db/query.ts'
import { installationOf } from '../../../db/write.ts'
import { compareApplicationNos } from '../../../shared/cohort/order.ts'
import type { DispatchChoice, DispatchInput } from '../../../shared/contract/exchange.ts'
import { AppError } from '../../../shared/errors.ts'
import { shortCode } from '../../../shared/exchange/code.ts'
import type { DispatchLine, DispatchMade, DispatchPlan } from '../../../shared/exchange/views.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { casesApart } from './apart.ts'
import { type Frame, PACKAGE_VERSION, type PackageHeader, writePackage } from './container.ts'
import { EXCLUSIVE_TABLES, WORKERS } from './elements.ts'
import { excerptRows, peopleNamed } from './excerpt.ts'
import { fileFrame } from './fileFrames.ts'
import { DISPATCH_COST, dispatchKey } from './keys.ts'
import { rowFrames } from './rowFrames.ts'
import { rulesHash } from './rulesHash.ts'
import { originOf } from './workspaces.ts'

/** What a 派发包 says of itself inside. */
export const dispatchManifest = z.strictObject({
  kind: z.literal('dispatch'),
  dispatchId: z.uuid(),
  number: z.number().int().positive(),
  roundId: z.uuid(),
  roundName: z.string(),
  office: z.uuid(),
  people: z.array(z.strictObject({ id: z.uuid(), name: z.string() })).min(1),
  cases: z.number().int().positive(),
  dueOn: z.string().nullable(),
  returnKey: z.string().regex(/^[0-9a-f]{64}$/),
  rulesHash: z.string(),
  apart: z.array(z.uuid()).default([]),
  madeBy: z.string(),
  madeAt: z.string(),
  /** Of the database the records come from. */
  format: z.number().int().positive(),
})
export type DispatchManifest = z.infer<typeof dispatchManifest>

/** The cases a choice holds and who could get them; nothing is written. */
export function planDispatch(ws: Workspace, choice: DispatchChoice): DispatchPlan {
  requireRound(ws, choice.roundId)
  const { articles, industries, assigneeId, applicationIds } = choice
  const wanted = applicationIds === null ? null : new Set(applicationIds)
  const out = outstanding(ws, choice.roundId).map((one) => ({ number: one.number, cases: new Set(one.cases) }))
  const cases = listCases(ws.db, choice.roundId)
    .filter(
      (one) =>
        (articles.length === 0 || (one.article !== null && articles.includes(one.article))) &&
        (industries.length === 0 || industries.includes(one.industry)) &&
        (assigneeId === null || one.assigneeId === assigneeId) &&
        (wanted === null || wanted.has(one.id)),
    )
    .sort((a, b) => compareApplicationNos(a.applicationNo, b.applicationNo))
    .map(({ id, applicationNo, applicant, article, industry, assignee }) => {
      const alreadyIn = out.filter((dispatch) => dispatch.cases.has(id)).map(({ number }) => number)
      return { applicationId: id, applicationNo, applicant, article, industry, assignee, alreadyIn }
    })
  const files = attachmentsOfCases(
    ws,
    cases.map(({ applicationId }) => applicationId),
  )
  const again = cases.filter(({ alreadyIn }) => alreadyIn.length > 0).length
  return {
    cases,
    people: workers(ws),
    attachments: files.length,
    attachmentBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    remarks: [
      ...(again > 0 ? [`其中 ${again} 件已在别的派发包里、还没有交回：两处都办理时，合并后要由科长裁定`] : []),
      '包内没有银行账号、其他申报和各位专家的评分；口令请另行告知，不要和文件放在一起',
      '同一单位没有派发的申报和以往批次的资助也不在包内：对方重新机审时会提示，合并后由本机重新机审，以本机的金额为准',
    ],
  }
}

/**
 * Writes a 派发包 and remembers it. Errors: NOT_FOUND no such round, case or person; CONFLICT a person who declared 回避 on a
 * case, or experts together with others; DAMAGED an attachment that is not as it came; STORAGE.
 */
export async function makeDispatch(
  ws: Workspace,
  actor: Actor,
  input: DispatchInput,
  out: { path: string; appVersion: string },
): Promise<DispatchMade> {
  if (originOf(ws.db) !== null)
    throw new AppError('CONFLICT', '这里是派发包的工作区，不能再往外派发；请在派发的电脑上办理')
  const round = requireRound(ws, input.roundId)
  const cases = [...new Set(input.applicationIds)]
  const people = chosenPeople(ws, [...new Set(input.accountIds)])
  refuseForeign(ws, round.id, cases)
  refuseRecusedPeople(ws, people, cases)
  refuseMixed(people)
  const dispatchId = ws.newId()
  const head: PackageHeader = {
    version: PACKAGE_VERSION,
    kind: 'dispatch',
    dispatchId,
    salt: randomBytes(16).toString('base64'),
    argon2id: DISPATCH_COST,
    madeAt: ws.now(),
    appVersion: out.appVersion,
  }
  const key = await dispatchKey(input.passphrase, head)
  let isMade = false
  try {
    return record(ws, actor, (tx) => {
      const number = nextDispatchNumber(tx.db, round.id)
      const returnKey = randomBytes(32).toString('hex')
      const hash = rulesHash(ws, round.id)
      const heads = headsOf(tx.db, EXCLUSIVE_TABLES)
      const named = peopleNamed(
        tx.db,
        people.map(({ accountId }) => accountId),
      )
      const manifest: DispatchManifest = {
        kind: 'dispatch',
        dispatchId,
        number,
        roundId: round.id,
        roundName: `${round.year}年第${round.batch}批`,
        office: installationOf(tx.db),
        people: named,
        cases: cases.length,
        dueOn: input.dueOn,
        returnKey,
        rulesHash: hash,
        apart: casesApart(ws, round, cases),
        madeBy: actor.name,
        madeAt: tx.now,
        format: FORMAT_VERSION,
      }
      const files = attachmentsOfCases(ws, cases)
      const excerpt = {
        roundId: round.id,
        cases,
        people: named.map(({ id }) => id),
        expertsOnly: people.every(isExpertOnly),
      }
      const { sha256, bytes } = writePackage(out.path, head, key, dispatchFrames(ws, manifest, excerpt, files))
      isMade = true
      addDispatch(tx, {
        id: dispatchId,
        roundId: round.id,
        number,
        sha256,
        cases,
        people: named,
        heads,
        rulesHash: hash,
        returnKey,
        dueOn: input.dueOn,
      })
      const code = shortCode(sha256)
      const names = named.map(({ name }) => name)
      tx.log('派发', `${round.year}-${round.batch}`, {
        dispatchNumber: number,
        code,
        cases: cases.length,
        people: names,
      })
      return { dispatchId, number, code, cases: cases.length, attachments: files.length, bytes }
    })
  } catch (error) {
    // A package nobody remembers could never come back.
    if (isMade) rmSync(out.path, { force: true })
    throw error
  }
}

function* dispatchFrames(
  ws: Workspace,
  manifest: DispatchManifest,
  excerpt: Parameters<typeof excerptRows>[1],
  files: readonly CaseFile[],
): Generator<Frame> {
  yield { name: 'manifest', bytes: Buffer.from(JSON.stringify(manifest)) }
  for (const { table, rows } of excerptRows(ws.db, excerpt)) yield* rowFrames(table, rows)
  for (const file of files) yield attachmentFrame(ws, file)
}

/** An attachment's bytes, checked against their hash. Errors: DAMAGED when they are gone or were changed. */
export function attachmentFrame(ws: Workspace, { sha256, fileName }: CaseFile): Frame {
  const { bytes } = readBytes(storesOf(ws.db.name), sha256, keyOf(ws.db))
  if (bytes !== null) return fileFrame(sha256, bytes)
  throw new AppError('DAMAGED', `附件“${fileName}”不见了或内容有变，没有生成文件；请先把原文件重新添加到该件`)
}

export interface CaseFile {
  sha256: string
  fileName: string
  bytes: number
}

function attachmentsOfCases(ws: Workspace, cases: readonly string[]): CaseFile[] {
  return all<CaseFile>(
    ws.db,
    `SELECT sha256, min(file_name) AS fileName, max(bytes) AS bytes FROM attachment
     WHERE application_id IN (SELECT value FROM json_each(?)) GROUP BY sha256 ORDER BY sha256`,
    JSON.stringify(cases),
  )
}

/** The 派发包 of a round, newest first. */
export function dispatchLines(ws: Workspace, roundId: string): DispatchLine[] {
  const merges = mergesOf(ws.db, roundId)
  return dispatchesOf(ws.db, roundId)
    .map((one) => ({
      dispatchId: one.id,
      number: one.number,
      code: shortCode(one.sha256),
      people: one.people.map(({ name }) => name),
      cases: one.cases.length,
      dueOn: one.dueOn,
      madeBy: one.makerName,
      madeAt: one.madeAt,
      returned: [...new Set(merges.flatMap((merge) => (merge.dispatchId === one.id ? [merge.personName] : [])))],
    }))
    .reverse()
}

/** Those that somebody named in them has not answered yet; a merge that was taken back is no answer. */
function outstanding(ws: Workspace, roundId: string): Dispatch[] {
  const answers = mergesOf(ws.db, roundId).flatMap((merge) =>
    merge.undone === null ? [`${merge.dispatchId} ${merge.personId}`] : [],
  )
  const answered = new Set(answers)
  return dispatchesOf(ws.db, roundId).filter(({ id, people }) =>
    people.some((person) => !answered.has(`${id} ${person.id}`)),
  )
}

function workers(ws: Workspace): DispatchPlan['people'] {
  return listAccounts(ws.db)
    .filter(({ active, roles }) => active && roles.some((role) => WORKERS.includes(role)))
    .map(({ id, name, roles }) => ({ accountId: id, name, roles }))
}

function chosenPeople(ws: Workspace, ids: readonly string[]): DispatchPlan['people'] {
  const known = new Map(workers(ws).map((one) => [one.accountId, one]))
  return ids.map((id) => {
    const one = known.get(id)
    if (one === undefined) {
      throw new AppError('NOT_FOUND', '所选人员里有已停用或不办件的账号，没有生成派发包；请重新选择人员')
    }
    return one
  })
}

function refuseForeign(ws: Workspace, roundId: string, cases: readonly string[]): void {
  const own = new Set(listCases(ws.db, roundId).map(({ id }) => id))
  if (cases.length === 0 || cases.some((id) => !own.has(id))) {
    throw new AppError('NOT_FOUND', '所选申报里有不属于这个批次的，没有生成派发包；请刷新后重新选择')
  }
}

function isExpertOnly({ roles }: DispatchPlan['people'][number]): boolean {
  return roles.every((role) => role === 'expert')
}

/** One package holds the same for everybody it is for, and experts may see less. */
function refuseMixed(people: DispatchPlan['people']): void {
  const experts = people.filter(isExpertOnly)
  if (experts.length === 0 || experts.length === people.length) return
  const names = experts.map(({ name }) => name).join('、')
  throw new AppError(
    'CONFLICT',
    `评审专家（${names}）看不到审核意见，不能与办件人员用同一个派发包，没有生成；请分开派发`,
  )
}

/** Their own 回避 would only stop them when the work is done. */
function refuseRecusedPeople(ws: Workspace, people: DispatchPlan['people'], cases: readonly string[]): void {
  for (const { accountId, name } of people) {
    const recused = recusedCases(ws.db, accountId)
    const count = cases.filter((id) => recused.has(id)).length
    if (count === 0) continue
    throw new AppError('CONFLICT', `${name}对所选的 ${count} 件声明过回避，没有生成派发包；请去掉这些件或换人`)
  }
}
