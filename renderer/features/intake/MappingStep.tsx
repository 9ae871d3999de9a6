import { Button } from 'antd'
import type { ImportPlanView } from '../../../shared/views.ts'

interface Props {
  plan: ImportPlanView
  onBack(): void
  onNext(): void
}

/** 3 列对应: how each column's header was understood, with the unit of amounts. */
export function MappingStep({ plan, onBack, onNext }: Props) {
  const sheets = [...new Set(plan.mapping.map((column) => column.sheet))]
  return (
    <section className="card">
      <h2>列对应</h2>
      <p className="quiet">
        表头按同义词表识别。标明“不导入”的列不读取；若其中某列应当导入，请改表头文字后重新选择文件。
      </p>
      {sheets.map((sheet) => (
        <div key={sheet}>
          <h3>{sheet}</h3>
          <table className="plain-table">
            <thead>
              <tr>
                <th>列</th>
                <th>表头</th>
                <th>读作</th>
                <th>单位</th>
              </tr>
            </thead>
            <tbody>
              {plan.mapping
                .filter((column) => column.sheet === sheet)
                .map((column) => (
                  <tr key={column.column}>
                    <td className="digits">{columnLetters(column.column)}</td>
                    <td>{column.header}</td>
                    <td>{column.field === '' ? <span className="mark ask">不导入</span> : column.field}</td>
                    <td>{column.unit}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      ))}
      <div className="acts stick">
        <Button onClick={onBack}>上一步</Button>
        <Button type="primary" onClick={onNext}>
          下一步：核对
        </Button>
      </div>
    </section>
  )
}

/** 1 → A, 27 → AA: the column's name in Excel and WPS. */
export function columnLetters(column: number): string {
  let rest = column
  let letters = ''
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
    rest = Math.floor((rest - 1) / 26)
  }
  return letters
}
