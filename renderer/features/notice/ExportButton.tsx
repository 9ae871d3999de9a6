import { PAPER_NAMES } from '../../../shared/contract/papers.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { useExport } from '../../ui/useExport.ts'
import { fileKind, suggestedName, useNotice } from './noticeStore.ts'

/** 导出: the place is chosen in the system's dialog; the file is the one previewed. */
export function ExportButton({ round }: { round: RoundView }) {
  const { preview, kind, listId, lists } = useNotice()
  const { busy, save } = useExport()
  const listNo = lists.find((list) => list.id === listId)?.listNo ?? '试算'

  const write = () =>
    save({ suggestedName: suggestedName(round, kind, listNo), kind: fileKind(kind) }, async (saveToken) => {
      const { warnings } = await call('paper.export', { roundId: round.id, listId, kind, saveToken })
      return warnings.length === 0 ? '' : { warning: `，有 ${warnings.length} 项提醒，见右侧“核对”` }
    })

  return (
    <Act
      channel="paper.export"
      type="primary"
      loading={busy}
      closed={preview.state === 'ready' ? '' : preview.state === 'failed' ? preview.message : '正在生成预览'}
      onClick={() => void write()}
    >
      导出{PAPER_NAMES[kind]}…
    </Act>
  )
}
