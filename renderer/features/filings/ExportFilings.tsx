import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { useExport } from '../../ui/useExport.ts'

/** 报备登记表 of the chosen year, or of all, as a workbook without contacts. */
export function ExportFilings({ year, empty }: { year: number | null; empty: boolean }) {
  const { busy, save } = useExport()

  const write = () =>
    save(
      { suggestedName: `${year === null ? '' : `${year}年`}重大活动报备登记表.xlsx`, kind: 'xlsx' },
      async (saveToken) => {
        const { filings } = await call('filing.export', { year, saveToken })
        return `，共 ${filings} 条（不含联系人）`
      },
    )

  return (
    <Act
      command
      channel="filing.export"
      loading={busy}
      closed={empty ? '还没有登记，没有可导出的内容' : ''}
      onClick={() => void write()}
    >
      {year === null ? '导出登记表…' : `导出${year}年登记表…`}
    </Act>
  )
}
