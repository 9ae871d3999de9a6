import { Radio, Select } from 'antd'
import { useState } from 'react'
import { ARTICLE_KEYS, type ArticleKey } from '../../../shared/application.ts'
import type { RoundRules } from '../../../shared/cohort/allocation.ts'
import type { Fen } from '../../../shared/money.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { ARTICLE_TITLES } from '../../ui/facts.ts'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { RemainderField, RoundingFields } from '../../ui/RoundingFields.tsx'
import { loadRounds, noteSaved } from '../../workspace.ts'

const ARTICLES = ARTICLE_KEYS.map((key) => ({ value: key, label: ARTICLE_TITLES[key] }))

/** 本批次规则: everything of a round that changes money. */
export function RoundRulesForm({ round }: { round: RoundView }) {
  const [rules, setRules] = useState<RoundRules>(round.rules)
  const [budgetFen, setBudgetFen] = useState<Fen | null>(round.budgetFen)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState<'' | 'save' | 'assess'>('')
  const change = (part: Partial<RoundRules>) => setRules({ ...rules, ...part })
  const dirty = budgetFen !== round.budgetFen || JSON.stringify(rules) !== JSON.stringify(round.rules)
  const closed = budgetFen === null ? '请填写预算' : dirty ? '' : '规则没有改动'

  async function run(kind: 'save' | 'assess', work: () => Promise<string>): Promise<void> {
    setBusy(kind)
    setProblem('')
    setSaid('')
    try {
      setSaid(await work())
      noteSaved()
      await loadRounds()
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy('')
    }
  }

  const save = () =>
    run('save', async () => {
      if (budgetFen !== null) await call('round.setRules', { roundId: round.id, budgetFen, rules })
      return '规则已保存。'
    })
  const assess = () =>
    run('assess', async () => {
      const { assessed, changed } = await call('round.assess', { roundId: round.id })
      return `已重新测算 ${assessed} 件，其中 ${changed} 件的结论或金额有变化。`
    })

  return (
    <section className="card" aria-label="本批次规则">
      <h2>{round.name}的规则</h2>
      <div className="form-grid">
        <label htmlFor="rules-budget">预算</label>
        <MoneyField
          id="rules-budget"
          label="预算"
          initial={round.budgetFen}
          onChange={(fen, ok) => setBudgetFen(ok ? fen : null)}
        />
        <RoundingFields rules={rules} change={change} />
        <span>按比例核减</span>
        <Radio.Group
          value={rules.cutScope}
          options={[
            { value: 'round', label: '整批一起核减' },
            { value: 'article', label: '按条款分别核减' },
          ]}
          onChange={(event) => change({ cutScope: event.target.value })}
        />
        {rules.cutScope === 'article' && (
          <>
            <span>各条款预算</span>
            <ArticleBudgets rules={rules} onChange={(articleBudgets) => change({ articleBudgets })} />
          </>
        )}
        <span>不核减的条款</span>
        <Select<ArticleKey[]>
          mode="multiple"
          aria-label="不核减的条款"
          placeholder="无"
          value={rules.protectedArticles}
          options={ARTICLES}
          onChange={(protectedArticles) => change({ protectedArticles })}
        />
        <RemainderField rules={rules} change={change} />
      </div>
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Act
          channel="round.setRules"
          type="primary"
          loading={busy === 'save'}
          closed={closed}
          onClick={() => void save()}
        >
          保存规则
        </Act>
        <Act
          command
          channel="round.assess"
          loading={busy === 'assess'}
          closed={round.applications === 0 ? '本批次还没有申报' : ''}
          onClick={() => void assess()}
        >
          重新测算
        </Act>
        <span role="status" className="quiet">
          {busy === 'assess' ? '正在重新测算…' : said}
        </span>
      </div>
    </section>
  )
}

function ArticleBudgets({
  rules,
  onChange,
}: {
  rules: RoundRules
  onChange: (next: RoundRules['articleBudgets']) => void
}) {
  return (
    <div className="article-budgets">
      {ARTICLES.map(({ value: key, label }) => (
        <div key={key} className="article-budget">
          <span>{label}</span>
          <MoneyField
            compact
            label={`${label}的预算`}
            initial={rules.articleBudgets[key] ?? null}
            onChange={(fen, ok) => {
              if (!ok) return
              const { [key]: _, ...others } = rules.articleBudgets
              onChange(fen === null ? others : { ...others, [key]: fen })
            }}
          />
        </div>
      ))}
    </div>
  )
}
