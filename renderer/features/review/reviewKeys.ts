import { useEffect, useState } from 'react'
import { DECISION_KIND_NAMES } from '../../../shared/review/decisionKinds.ts'
import { type CaseView, DECISION_KINDS } from '../../../shared/views.ts'
import { useBoard } from '../../board.ts'
import { may } from '../../client.ts'
import { loadLater } from '../../later.ts'
import { type Command, useCommands } from '../../ui/commands.ts'
import { useShortcuts } from '../../ui/keys.ts'
import { useUser } from '../../workspace.ts'
import { KIND_KEYS } from './DecidedLines.tsx'
import { showPart } from './evidenceStore.ts'
import { editFocusedFact } from './factEditStore.ts'
import { choose, flushDraft, follow, move, putOff, saveAndNext, submitCase, useReview, useView } from './reviewStore.ts'
import { noSupplement, openStageDialog } from './stageDialog.ts'

/** Every key of the screen, as the help shows it. */
export const REVIEW_KEYS: readonly (readonly [string, string])[] = [
  ['1', '同意'],
  ['2', '不予支持'],
  ['3', '待核'],
  ['N', '补正'],
  ['J', '下一件'],
  ['K', '上一件'],
  ['Ctrl+Enter', '保存并下一件（在意见框中也可用）'],
  ['S', '稍后再审：排到最后；再按取消'],
  ['R', '回避'],
  ['U', '提交复核'],
  ['E', '更正光标所在的事实，或第一项缺的事实'],
  ['Ctrl+Z', '撤销上一步操作（输入框内为撤销输入）'],
  ['Ctrl+Shift+Z', '重做'],
  ['G', '列表与表格互换'],
  ['↑ ↓ PgUp PgDn', '表格中换一行、翻一页；Home、End 到首尾；加 Shift 连续选择'],
  ['空格', '表格中选择或取消选择这一件'],
  ['Enter', '表格中打开这一件'],
  ['Ctrl+A', '全选列表中的申报'],
  ['Esc', '取消选择'],
  ['Ctrl+C', '复制所选各件（未选时为全部列出的），含表头'],
  ['/', '检索'],
  ['Ctrl+K', '检索申报、页面和操作'],
  ['Ctrl+1 … 0', '打开左侧的第 1 至第 10 页；Ctrl+, 打开设置'],
  ['F9', '投屏'],
  ['?', '全部快捷键'],
]

/** N: the list of what is missing, or why none can be told now. */
function askSupplement(): void {
  const now = useReview.getState()
  if (now.state !== 'ready') return
  const problem = noSupplement(now.view)
  if (problem === '') openStageDialog({ dialog: 'supplement' })
  else useReview.setState({ ...now, problem }, true)
}

/** The four answers and going on, for Ctrl+K; also where the table hides the form. */
function outcomeCommands(view: CaseView): Command[] {
  const channel = 'case.decide'
  return [
    ...DECISION_KINDS.map((kind) => {
      const [label, closed, run] =
        kind === 'supplement'
          ? ['补正告知…', noSupplement(view), askSupplement]
          : [DECISION_KIND_NAMES[kind], view.locked, () => choose(kind)]
      return { id: `review.${kind}`, label, keys: KIND_KEYS[kind], channel, closed, run } as const
    }),
    { id: 'review.save', label: '保存并下一件', keys: 'Ctrl+Enter', channel, run: saveAndNext },
  ]
}

/** Binds the keys of 审核 and keeps the open case in step with the queue. */
export function useReviewKeys() {
  const [open, setOpen] = useState(false)
  const [recusing, setRecusing] = useState(false)
  const caseId = useBoard((state) => state.caseId)
  const roundId = useBoard((state) => state.roundId)
  const generation = useBoard((state) => state.generation)
  const writes = may(useUser(), 'case.decide')
  const write = (act: () => unknown) => () => {
    if (writes) void act()
  }
  const recuse = write(() => setRecusing(useReview.getState().state === 'ready'))
  useShortcuts({
    '1': write(() => choose('agree')),
    '2': write(() => choose('refuse')),
    '3': write(() => choose('hold')),
    n: write(askSupplement),
    j: () => move(1),
    k: () => move(-1),
    s: write(putOff),
    r: recuse,
    u: write(submitCase),
    e: write(() => {
      showPart('facts')
      // The facts are there once they are drawn.
      requestAnimationFrame(editFocusedFact)
    }),
    'ctrl+enter': write(saveAndNext),
    '?': () => setOpen(true),
    '？': () => setOpen(true),
  })
  const view = useView()
  useCommands([
    ...(view === null ? [] : outcomeCommands(view)),
    { id: 'review.next', label: '下一件', keys: 'J', run: () => move(1) },
    { id: 'review.previous', label: '上一件', keys: 'K', run: () => move(-1) },
    { id: 'review.keys', label: '全部快捷键', keys: '?', run: () => setOpen(true) },
  ])
  useEffect(() => follow(caseId, generation), [caseId, generation])
  useEffect(() => {
    if (roundId !== null) void loadLater(roundId)
  }, [roundId])
  // Leaving the screen, or closing the window, writes what was typed last.
  useEffect(() => {
    const leave = () => void flushDraft()
    window.addEventListener('beforeunload', leave)
    return () => {
      window.removeEventListener('beforeunload', leave)
      leave()
    }
  }, [])
  return {
    open,
    show: () => setOpen(true),
    close: () => setOpen(false),
    recusing,
    recuse,
    endRecusing: () => setRecusing(false),
  }
}
