import { Button } from 'antd'
import type { SheetSummary } from '../../../shared/intake/sheet.ts'
import { ARTICLE_TITLES } from '../../ui/facts.ts'
import { SheetTable } from '../../ui/workbook/SheetTable.tsx'
import { changeChoices, type Planned } from './intakeStore.ts'
import { PlanCounts } from './PlanCounts.tsx'

interface Props {
  intake: Planned
  onBack(): void
  onNext(): void
}

/** 2 工作表与表头: which sheets are read, and from which row; both can be corrected. */
export function SheetsStep({ intake, onBack, onNext }: Props) {
  const { plan, choices, rereading } = intake
  const anyOpen = plan.sheets.some(({ headerRow }) => headerRow > 0)
  return (
    <section className="card">
      <h2>{plan.fileName}</h2>
      <PlanCounts intake={intake} />
      <SheetTable
        sheets={plan.sheets}
        tops={plan.tops}
        choices={choices}
        rereading={rereading}
        change={changeChoices}
        reading={{ title: '条款', of: articleWords }}
      />
      <div className="acts stick">
        <Button onClick={onBack}>换一个文件</Button>
        <Button type="primary" disabled={!anyOpen} onClick={onNext}>
          下一步：列对应
        </Button>
      </div>
    </section>
  )
}

function articleWords({ article }: SheetSummary): string {
  return article === null ? '按每行的申报条款' : ARTICLE_TITLES[article]
}
