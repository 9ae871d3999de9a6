import { Button } from 'antd'
import { useState } from 'react'
import type { Fen } from '../../../shared/money.ts'
import { rateText } from '../../../shared/money.ts'
import type { CohortView, RoundView } from '../../../shared/views.ts'
import { wan } from '../../ui/amounts.ts'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { loadCohort } from './cohortStore.ts'

/** 总额 / 拟定 / 剩余, and what another budget would do. */
export function BudgetBar({ round, view, trying }: { round: RoundView; view: CohortView; trying: boolean }) {
  const [budgetFen, setBudgetFen] = useState<Fen | null>(null)
  const [field, setField] = useState(0)
  const { allocation } = view
  const share = allocation.budgetFen === 0 ? 0 : Math.min(100, (allocation.allocatedFen / allocation.budgetFen) * 100)
  return (
    <section className="budget" aria-label="预算">
      <div className="budget-figures">
        <Figure label={view.trial ? '总额（试算）' : '总额'} fen={allocation.budgetFen} />
        <Figure label="应资助" fen={allocation.entitledFen} />
        <Figure label={round.frozenListNo !== null && !view.trial ? '已定' : '拟资助'} fen={allocation.allocatedFen} />
        <Figure label="剩余" fen={allocation.remainderFen} />
        <span className="figure">
          <span className="quiet">核减比例</span>
          <b className="digits">{allocation.cut === null ? '未核减' : percent(allocation.cut)}</b>
        </span>
      </div>
      <div
        className="bar"
        role="img"
        aria-label={`总额 ${wan(allocation.budgetFen)} 万元，拟资助 ${wan(allocation.allocatedFen)} 万元，剩余 ${wan(allocation.remainderFen)} 万元`}
      >
        <div className={view.trial ? 'fill trial' : 'fill'} style={{ width: `${share}%` }} />
      </div>
      <form
        className="what-if"
        onSubmit={(event) => {
          event.preventDefault()
          if (budgetFen !== null) void loadCohort(round.id, budgetFen)
        }}
      >
        <span>若预算为</span>
        <MoneyField
          key={field}
          compact
          label="试算预算"
          initial={null}
          onChange={(fen, ok) => setBudgetFen(ok ? fen : null)}
        />
        <Button htmlType="submit" loading={trying} disabled={budgetFen === null}>
          试算
        </Button>
        {view.trial && (
          <Button
            onClick={() => {
              setBudgetFen(null)
              setField(field + 1)
              void loadCohort(round.id)
            }}
          >
            恢复本批次预算
          </Button>
        )}
        {view.trial && <span className="mark ask">试算，不保存</span>}
      </form>
    </section>
  )
}

function Figure({ label, fen }: { label: string; fen: Fen }) {
  return (
    <span className="figure">
      <span className="quiet">{label}</span>
      <b className="digits">{wan(fen)}</b>
      <span className="quiet">万元</span>
    </span>
  )
}

/** The factor with four decimals where its exact text is not a short percentage. */
function percent(cut: { num: number; den: number }): string {
  const exact = rateText(cut)
  return exact.endsWith('%') && exact.length <= 8 ? exact : `约 ${((cut.num / cut.den) * 100).toFixed(4)}%`
}
