import { useEffect, useState } from 'react'
import { useBoard } from '../../board.ts'
import { may } from '../../client.ts'
import { loadLater, useLater } from '../../later.ts'
import { useCommands } from '../../ui/commands.ts'
import { useShortcuts } from '../../ui/keys.ts'
import { useUser } from '../../workspace.ts'
import { showPart } from './evidenceStore.ts'
import { editFocusedFact } from './factEditStore.ts'
import { choose, flushDraft, follow, move, putOff, saveAndNext, submitCase, useReview } from './reviewStore.ts'
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
  ['Ctrl+A', '全选列表中的申报'],
  ['Esc', '取消选择'],
  ['Ctrl+C', '复制所选各件（未选时为全部列出的），含表头'],
  ['/', '检索'],
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
  const view = useReview((review) => (review.state === 'ready' ? review.view : null))
  const later = useLater(({ ids }) => view !== null && ids.has(view.row.id))
  const channel = 'case.decide'
  useCommands([
    ...(view === null
      ? []
      : ([
          { id: 'review.save', label: '保存并下一件', keys: 'Ctrl+Enter', channel, run: saveAndNext },
          {
            id: 'review.supplement',
            label: '补正告知…',
            keys: 'N',
            channel,
            closed: noSupplement(view),
            run: askSupplement,
          },
          { id: 'review.later', label: later ? '取消稍后' : '稍后再审', keys: 'S', channel, run: putOff },
          { id: 'review.recuse', label: '回避…', keys: 'R', channel: 'case.recuse', run: recuse },
        ] as const)),
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
