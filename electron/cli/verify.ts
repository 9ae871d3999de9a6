import { roundByYearBatch } from '../../db/rounds.ts'
import { verifyFile } from '../../db/verify.ts'
import { AppError } from '../../shared/errors.ts'
import { headSentence } from '../../shared/report/marks.ts'
import { replayHolds, replaySentence } from '../../shared/review/replayReport.ts'
import { replayStored } from '../core/jobs/replayStored.ts'
import type { Answer } from './answer.ts'
import { type Args, parseRoundName } from './args.ts'
import { UsageError } from './usage.ts'
import { keyFor, OFFICE, withWorkspace } from './workspace.ts'

/** The file is as the program wrote it; with `--head` also: it still holds what was there when a paper was printed; with `--replay`: every stored assessment still gives the same. */
export async function runVerify(args: Args, resourcesRoot: string): Promise<Answer> {
  const round = args.optional('round')
  if (round !== null && !args.has('replay')) throw new UsageError('--round 只和 --replay 一起用')
  const path = args.required('db')
  const expectedHead = args.optional('head')
  const asked = expectedHead === null ? {} : { expectedHead }
  const result = verifyFile(path, { key: await keyFor(args, path), ...asked })
  if (!result.ok) return { json: result, lines: [], refusal: `核验不通过：${result.place}` }
  const { rows, auditEntries, head, headAt } = result
  const lines = [
    `核验通过：${rows} 条记录、${auditEntries} 条留痕完整，留痕末端 ${head}`,
    ...(headAt === undefined ? [] : [headSentence(headAt)]),
  ]
  if (!args.has('replay')) return { json: result, lines }
  return withWorkspace(args, resourcesRoot, OFFICE, (_args, ws) => {
    const named = round === null ? null : parseRoundName(round)
    const found = named === null ? null : roundByYearBatch(ws.db, named.year, named.batch)
    if (named !== null && found === null)
      throw new AppError('NOT_FOUND', `没有${named.year}年第${named.batch}批，请核对批次`)
    const replay = replayStored(ws, found?.id ?? null)
    const answer: Answer = { json: { ...result, replay }, lines: [...lines, replaySentence(replay), ...replay.told] }
    return replayHolds(replay) ? answer : { ...answer, refusal: `重算不一致：${replaySentence(replay)}` }
  })
}
