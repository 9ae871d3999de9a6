import { Button } from 'antd'
import { fieldChoices } from '../../../shared/intake/fields.ts'
import { ColumnTable } from '../../ui/workbook/ColumnTable.tsx'
import { changeChoices, type Planned } from './intakeStore.ts'
import { PlanCounts } from './PlanCounts.tsx'

interface Props {
  intake: Planned
  onBack(): void
  onNext(): void
}

const FIELDS = fieldChoices()

/** 3 列对应: how each column is read, with samples and the unit of amounts; each can be corrected. */
export function MappingStep({ intake, onBack, onNext }: Props) {
  const { plan } = intake
  return (
    <section className="card">
      <h2>列对应</h2>
      <p className="quiet">
        表头按同义词表识别，读错的列在“读作”里改选（可输入文字或拼音首字母查找）。不认识的表头改选后，导入时会记住，下次自动沿用。
      </p>
      <PlanCounts intake={intake} />
      <ColumnTable mapping={plan.mapping} fields={FIELDS} choices={intake.choices} change={changeChoices} />
      <div className="acts stick">
        <Button onClick={onBack}>上一步</Button>
        <Button type="primary" disabled={plan.refusal !== ''} onClick={onNext}>
          下一步：核对
        </Button>
      </div>
    </section>
  )
}
