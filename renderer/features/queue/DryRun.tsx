import type { BulkResult } from '../../../shared/stages/bulk.ts'

/** More rows than anybody reads; refused ones are listed first, so that none of them is left out early. */
const MOST_SHOWN = 500

/** What an act would do, a row per case. */
export function DryRun({ planned }: { planned: BulkResult }) {
  const rows = [...planned.rows].sort((a, b) => Number(a.ok) - Number(b.ok))
  return (
    <>
      <p aria-live="polite">
        可办理 <b className="digits">{planned.okCount}</b> 件，不能办理 <b className="digits">{planned.refusedCount}</b>{' '}
        件{planned.refusedCount > 0 && '；请先去掉不能办理的，再一并办理'}
      </p>
      <section className="dry-rows" aria-label="逐件预演">
        <table className="plain-table">
          <thead>
            <tr>
              <th>编号</th>
              <th>单位</th>
              <th>能否办理</th>
              <th>现在</th>
              <th>办理后</th>
              <th>说明</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_SHOWN).map((row) => (
              <tr key={row.caseId}>
                <td className="digits">{row.applicationNo}</td>
                <td className="personal">{row.applicant}</td>
                <td>
                  <span className={row.ok ? 'mark good' : 'mark bad'}>{row.ok ? '可以' : '不能'}</span>
                </td>
                <td>{row.from}</td>
                <td>{row.to || '—'}</td>
                <td>{row.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > MOST_SHOWN && (
        <p className="quiet">
          只列出前 {MOST_SHOWN} 件，其余 {rows.length - MOST_SHOWN} 件均已计入。
        </p>
      )}
    </>
  )
}
