import { Button } from 'antd'
import type { ImportPlanView } from '../../../shared/views.ts'
import { ARTICLE_TITLES } from '../../ui/facts.ts'

interface Props {
  plan: ImportPlanView
  onBack(): void
  onNext(): void
}

/** 2 工作表与表头: which sheets were read, and from which row. */
export function SheetsStep({ plan, onBack, onNext }: Props) {
  return (
    <section className="card">
      <h2>{plan.fileName}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th>工作表</th>
            <th>条款</th>
            <th className="right">表头行</th>
            <th className="right">数据行</th>
            <th className="right">可导入</th>
            <th className="right">有问题</th>
            <th className="right">跳过</th>
          </tr>
        </thead>
        <tbody>
          {plan.sheets.map((sheet) => (
            <tr key={sheet.name}>
              <td>{sheet.name}</td>
              <td>
                {sheet.headerRow === 0
                  ? '未找到表头，整张表不导入'
                  : sheet.article === null
                    ? '按每行的申报条款'
                    : ARTICLE_TITLES[sheet.article]}
              </td>
              <td className="digits right">{sheet.headerRow === 0 ? '—' : sheet.headerRow}</td>
              <td className="digits right">{sheet.rows}</td>
              <td className="digits right">{sheet.accepted}</td>
              <td className={sheet.rejected > 0 ? 'digits right problem' : 'digits right'}>{sheet.rejected}</td>
              <td className="digits right">{sheet.skipped}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">数据行＝可导入＋有问题＋跳过（注释、合计、空行）。</p>
      <div className="acts stick">
        <Button onClick={onBack}>换一个文件</Button>
        <Button type="primary" onClick={onNext}>
          下一步：列对应
        </Button>
      </div>
    </section>
  )
}
