import { useBoard } from '../../board.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { useExport } from '../../ui/useExport.ts'
import { useRound } from '../../workspace.ts'
import { copiedColumns } from './queueKeys.ts'
import { viewWords } from './viewWords.ts'

/** The list exactly as shown: these rows, this order, these columns. */
export function ExportQueue() {
  const round = useRound()
  const empty = useBoard((state) => state.visible.length === 0)
  const partial = useBoard((state) => state.partial)
  const { busy, save } = useExport()

  async function write(): Promise<void> {
    if (round === null) return
    await save({ suggestedName: `${round.name}申报列表.xlsx`, kind: 'xlsx' }, async (saveToken) => {
      const { visible, view } = useBoard.getState()
      const { rows } = await call('queue.export', {
        roundId: round.id,
        caseIds: visible.map(({ id }) => id),
        columns: copiedColumns(),
        words: viewWords(view).slice(0, 1000),
        saveToken,
      })
      return `，${rows} 件`
    })
  }

  return (
    <Act
      command
      size="small"
      channel="queue.export"
      loading={busy}
      closed={partial ? '正在读取全部申报，请稍候' : empty ? '列表中没有申报' : ''}
      onClick={() => void write()}
    >
      导出列表
    </Act>
  )
}
