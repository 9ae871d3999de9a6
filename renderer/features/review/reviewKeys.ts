import { useEffect, useState } from 'react'
import { useBoard } from '../../board.ts'
import { may } from '../../client.ts'
import { useShortcuts } from '../../ui/keys.ts'
import { useUser } from '../../workspace.ts'
import { choose, flushDraft, follow, move, saveAndNext } from './reviewStore.ts'

/** Every key of the screen, as the help shows it. */
export const REVIEW_KEYS: readonly (readonly [string, string])[] = [
  ['1', '同意'],
  ['2', '不予支持'],
  ['3', '待核'],
  ['N', '补正'],
  ['J', '下一件'],
  ['K', '上一件'],
  ['Ctrl+Enter', '保存并下一件（在意见框中也可用）'],
  ['/', '检索'],
  ['?', '全部快捷键'],
]

/** Binds the keys of 审核 and keeps the open case in step with the queue. */
export function useReviewKeys() {
  const [open, setOpen] = useState(false)
  const caseId = useBoard((state) => state.caseId)
  const generation = useBoard((state) => state.generation)
  const writes = may(useUser(), 'case.decide')
  const write = (act: () => Promise<unknown>) => () => {
    if (writes) void act()
  }
  useShortcuts({
    '1': write(() => choose('agree')),
    '2': write(() => choose('refuse')),
    '3': write(() => choose('hold')),
    n: write(() => choose('supplement')),
    j: () => move(1),
    k: () => move(-1),
    'ctrl+enter': write(saveAndNext),
    '?': () => setOpen(true),
    '？': () => setOpen(true),
  })
  useEffect(() => follow(caseId, generation), [caseId, generation])
  // Leaving the screen writes what was typed last.
  useEffect(() => () => void flushDraft(), [])
  return { open, show: () => setOpen(true), close: () => setOpen(false) }
}
