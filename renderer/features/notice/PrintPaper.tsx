import { PAPER_NAMES } from '../../../shared/contract/papers.ts'
import type { FrozenListView } from '../../../shared/views.ts'
import { PrintButton } from '../../ui/preview/PrintButton.tsx'
import { useNotice } from './noticeStore.ts'

/** 打印…: the pages of the preview. A list that has fallen is not printed, and the button says so. */
export function PrintPaper({ list }: { list: FrozenListView | null }) {
  const { preview, kind, roundId, listId } = useNotice()
  const fallen = list?.invalidReason ?? null
  const waiting = preview.state === 'failed' ? preview.message : '正在生成预览'
  const closed = fallen === null ? '' : `“${list?.listNo}”已失效（${fallen}），不能打印。请重新定稿，再打印新的名单`
  return (
    <PrintButton
      title={`${PAPER_NAMES[kind]}（${list?.listNo ?? '试算'}）`}
      closed={preview.state === 'ready' ? closed : waiting}
      order={() => ({ of: 'list', roundId, listId, kinds: [kind] })}
    />
  )
}
