import type { ScoringTable } from '../../../shared/scoring/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { useExport } from '../../ui/useExport.ts'

/** Every case's 打分表 of the article in one PDF: a set for each expert on paper with the name on it, else one blank set. */
export function PrintSheets({ table, name }: { table: ScoringTable; name: string }) {
  const { busy, save } = useExport()
  const named = table.panel.filter(({ onPaper }) => onPaper).length
  const caseIds = table.rows.map(({ id }) => id)

  const write = () =>
    save({ suggestedName: `${name}评审打分表.pdf`, kind: 'pdf' }, async (saveToken) => {
      await call('paper.exportCase', { kind: 'scoring', caseIds, dueOn: null, saveToken })
      const sets = named === 0 ? '空白一套，每位专家印一份' : `${named} 位纸质评审专家各一套`
      return `，共 ${caseIds.length} 件，${sets}`
    })

  return (
    <Act
      command
      channel="paper.exportCase"
      size="small"
      loading={busy}
      closed={caseIds.length === 0 ? '本条还没有申报' : ''}
      onClick={() => void write()}
    >
      全部打分表…
    </Act>
  )
}
