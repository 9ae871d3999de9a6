import { type DisagreementRow, disagreements, leanText } from '../../../shared/scoring/disagreement.ts'
import type { ScoringTable } from '../../../shared/scoring/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { useExport } from '../../ui/useExport.ts'

/** 分歧清单 for the meeting: where the experts are apart, criterion by criterion, without their names. */
export function DisagreementList({ table }: { table: ScoringTable }) {
  const rows = disagreements(table)
  const above = table.scheme.disagreementAbove
  return (
    <>
      <p className="quiet small">
        {above === null
          ? `未设分歧线：按极差从大到小列出 ${rows.length} 件，不作判断。`
          : `极差超过 ${above} 分的 ${rows.length} 件。`}
        专家以编号代替姓名，各件编号一致；宽严是该专家各件与同件平均之差的平均，只供会议参考。
      </p>
      <div className="disagreements">
        {rows.length === 0 ? (
          <p className="quiet">
            没有需要讨论的申报：须有两位以上专家评分{above === null ? '' : '，且极差超过分歧线'}。
          </p>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th>申报</th>
                <th className="right">极差</th>
                <th className="right">标准差</th>
                <th>各指标分差（低—高）</th>
                <th>各位专家</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <CaseRow key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  )
}

function CaseRow({ row }: { row: DisagreementRow }) {
  return (
    <tr>
      <td>
        <span className="digits">{row.applicationNo}</span>
        <div className="personal">{row.applicant}</div>
        <div className="quiet small">{row.projectName}</div>
      </td>
      <td className="digits right strong">{row.range}</td>
      <td className="digits right">
        {row.deviation ?? '—'}
        {row.normalisedMean !== null && <div className="quiet small">标准化均分 {row.normalisedMean}</div>}
      </td>
      <td>
        {row.criteria.map(({ name, low, high, spread }) => (
          <div key={name}>
            {name} <b className="digits">{spread}</b>
            <span className="quiet small digits">
              （{low}—{high}）
            </span>
          </div>
        ))}
      </td>
      <td>
        {row.given.map(({ expert, total, lean, comment }) => (
          <div key={expert}>
            {expert} <b className="digits">{total}</b>
            {lean !== null && <span className="quiet small">（{leanText(lean)}）</span>} {comment}
          </div>
        ))}
      </td>
    </tr>
  )
}

interface ExportProps {
  table: ScoringTable
  roundId: string
  name: string
}

/** The list as a workbook to print and take to the meeting. */
export function ExportDisagreements({ table, roundId, name }: ExportProps) {
  const { busy, save } = useExport()

  const write = () =>
    save({ suggestedName: `${name}分歧清单（内部）.xlsx`, kind: 'xlsx' }, async (saveToken) => {
      const { cases } = await call('scoring.exportDisagreement', { roundId, article: table.article, saveToken })
      return `，共 ${cases} 件`
    })

  return (
    <Act
      command
      channel="scoring.exportDisagreement"
      size="small"
      loading={busy}
      closed={disagreements(table).length === 0 ? '须有两位以上专家评分，才有分歧可列' : ''}
      onClick={() => void write()}
    >
      导出分歧清单…
    </Act>
  )
}
