import { Button } from 'antd'
import { useState } from 'react'
import type { Fen } from '../../../shared/money.ts'
import { rateText } from '../../../shared/money.ts'
import type { CohortView, RoundView } from '../../../shared/views.ts'
import { wan } from '../../ui/amounts.ts'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { loadCohort } from './cohortStore.ts'

/** 总额 / 已定 / 拟定 / 剩余 on one line, and what another budget would do. A what-if is never 已定. */
export function BudgetBar({ round, view, trying }: { round: RoundView; view: CohortView; trying: boolean }) {
  const [budgetFen, setBudgetFen] = useState<Fen | null>(null)
  const [field, setField] = useState(0)
  const { budgetFen: totalFen, entitledFen, allocatedFen, remainderFen, cut } = view.allocation
  const fixed = round.frozenListNo !== null && !view.trial
  const share = totalFen === 0 ? 0 : Math.min(100, (allocatedFen / totalFen) * 100)
  const sums = [
    [view.trial ? '总额（试算）' : '总额', totalFen],
    ['已定', fixed ? allocatedFen : 0],
    ['拟定', fixed ? 0 : allocatedFen],
    ['剩余', remainderFen],
  ] as const
  const words = sums.map(([label, fen]) => `${label} ${wan(fen)} 万元`).join('，')
  return (
    <section className="budget" aria-label="预算">
      <div className="budget-figures">
        {sums.map(([label, fen]) => (
          <Figure key={label} label={label} text={wan(fen)} />
        ))}
        <span className="quiet small">万元</span>
        <span className="figure" title="定稿名单之外的为拟定：拟同意的各件，经名额和核减之后的金额">
          <span className="quiet small">应资助</span>
          <span className="digits">{wan(entitledFen)}</span>
        </span>
        <span className="figure">
          <span className="quiet small">核减比例</span>
          <span className="digits">{cut === null ? '未核减' : percent(cut)}</span>
        </span>
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
      <div className="bar" role="img" aria-label={words}>
        <div className={fixed ? 'fill' : 'fill trial'} style={{ width: `${share}%` }} />
      </div>
    </section>
  )
}

function Figure({ label, text }: { label: string; text: string }) {
  return (
    <span className="figure">
      <span className="quiet">{label}</span>
      <b className="digits">{text}</b>
    </span>
  )
}

/** The factor with four decimals where its exact text is not a short percentage. */
function percent(cut: { num: number; den: number }): string {
  const exact = rateText(cut)
  return exact.endsWith('%') && exact.length <= 8 ? exact : `约 ${((cut.num / cut.den) * 100).toFixed(4)}%`
}
