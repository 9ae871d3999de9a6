import { Button } from 'antd'
import { useMemo } from 'react'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { PlanTable } from '../../ui/workbook/PlanTable.tsx'
import { confirmPlan, type Planned } from './intakeStore.ts'
import { planLines } from './planLines.ts'

/** 4 核对: every row of the plan; the confirmation applies this very plan. */
export function PlanStep({ intake, onBack }: { intake: Planned; onBack: () => void }) {
  const { plan, applying } = intake
  const lines = useMemo(() => planLines(plan), [plan])
  const counts = [
    ['新增', plan.created],
    ['变化', plan.changed],
    ['未变', plan.unchanged],
    ['有问题', plan.rejected],
    ['提醒', plan.warnings.length],
    ['跳过', plan.skipped],
  ] as const
  const importing = plan.created + plan.changed

  return (
    <section className="card grow">
      {intake.message !== '' && <Failure message={intake.message} />}
      <PlanTable lines={lines} counts={counts} choices={plan.choices} />
      <div className="acts">
        <Button onClick={onBack} disabled={applying}>
          上一步
        </Button>
        <Act
          channel="import.commit"
          type="primary"
          loading={applying}
          closed={closedWords(plan, intake.rereading)}
          onClick={() => void confirmPlan()}
        >
          {applying ? '正在导入并测算…' : `确认导入 ${importing} 件`}
        </Act>
        {plan.rejected > 0 && (
          <span className="quiet">有问题的 {plan.rejected} 行不导入，改好后可再导入同一文件。</span>
        )}
      </div>
    </section>
  )
}

function closedWords(plan: Planned['plan'], rereading: boolean): string {
  if (rereading) return '正在按新的选择重新核对'
  if (plan.refusal !== '') return plan.refusal
  return plan.created + plan.changed === 0 ? '没有新增或变化的申报，无需导入' : ''
}
