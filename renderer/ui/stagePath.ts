import { chineseDate } from '../../shared/date.ts'
import { OUT_STAGES, type Stage } from '../../shared/stages/stages.ts'
import type { CaseView, StageStep } from '../../shared/views.ts'

export interface PathStep {
  stage: Stage
  state: 'done' | 'now' | 'ahead'
  /** The newest move that led there; null where none did. */
  move: StageStep | null
}

export interface StagePath {
  steps: PathStep[]
  /** Beside the path (补正, 退回, 撤回, 不予支持, 异议处理), in words; empty on it. */
  side: string
}

type Standing = Pick<CaseView, 'stages' | 'moves' | 'supplements'> & { row: Pick<CaseView['row'], 'stage'> }

/** Every stage of the case in order, and where it stands; a case beside the path has passed what it left. */
export function stagePath({ row, stages, moves, supplements }: Standing): StagePath {
  const shown: Stage[] = stages.filter((stage) => stage !== '草稿')
  const onPath = shown.includes(row.stage)
  const left = moves.findLast(({ to }) => shown.includes(to))?.to ?? shown[0]
  const at = shown.indexOf(onPath ? row.stage : (left ?? row.stage))
  const steps = shown.map((stage, index): PathStep => {
    const state = index < at ? 'done' : index > at ? 'ahead' : onPath ? 'now' : 'done'
    return { stage, state, move: moves.findLast(({ to }) => to === stage) ?? null }
  })
  return { steps, side: onPath ? '' : sideWords(row.stage, supplements) }
}

function sideWords(stage: Stage, supplements: Standing['supplements']): string {
  const told = supplements.at(-1)
  if (stage === '补正') return told?.closed === null ? `补正（限${chineseDate(told.dueOn).slice(5)}）` : '补正'
  return OUT_STAGES.includes(stage) ? `已${stage}` : stage
}
