import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { useExport } from '../../ui/useExport.ts'
import { useRound } from '../../workspace.ts'

/** 评审汇总表 of every article the round's experts score, in one workbook. */
export function ExportPanel() {
  const round = useRound()
  const { busy, save } = useExport()
  if (round === null) return null

  const write = () =>
    save({ suggestedName: `${round.name}评审汇总表（内部）.xlsx`, kind: 'xlsx' }, async (saveToken) => {
      const { articles, cases } = await call('scoring.exportPanel', { roundId: round.id, saveToken })
      return `，${articles} 个条款、${cases} 件；内部资料`
    })

  return (
    <Act command channel="scoring.exportPanel" size="small" loading={busy} onClick={() => void write()}>
      导出评审汇总表…
    </Act>
  )
}
