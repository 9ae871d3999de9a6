import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { ArticleKey } from '../../../shared/application.ts'
import { chineseDate } from '../../../shared/date.ts'
import {
  type ArticleComparison,
  type Effect,
  type PolicyComparison,
  REVISION_2026,
  type WordingRow,
} from '../../../shared/policy/compare.ts'
import type { WordRun } from '../../../shared/policy/wordDiff.ts'
import { call, sentence } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { SplitPanes } from '../../ui/SplitPanes.tsx'
import './compare.css'

type Comparing =
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; comparison: PolicyComparison }

interface Days {
  from: string | null
  to: string | null
}

/** `turn` makes asking again for the same days a new question. */
interface Asked {
  from: string
  to: string
  turn: number
}

/** 修订对照: what each article said and says, why it changed, and what that does to the checks. */
export function ComparePane() {
  const [days, setDays] = useState<Days>(REVISION_2026)
  const [asked, setAsked] = useState<Asked>({ ...REVISION_2026, turn: 0 })
  const [comparing, setComparing] = useState<Comparing>({ state: 'loading' })
  const [open, setOpen] = useState<ArticleKey | null>(null)

  useEffect(() => {
    let current = true
    setComparing({ state: 'loading' })
    call('policy.compare', { from: asked.from, to: asked.to })
      .then((comparison): Comparing => ({ state: 'ready', comparison }))
      .catch((error: unknown): Comparing => ({ state: 'failed', message: sentence(error) }))
      .then((next) => {
        if (current) setComparing(next)
      })
    return () => {
      current = false
    }
  }, [asked])

  const { from, to } = days
  const again = from === null || to === null ? null : () => setAsked({ from, to, turn: asked.turn + 1 })
  return (
    <div className="one-pane">
      <div className="compare-days">
        <span>旧版日期</span>
        <DayField label="旧版日期" initial={from} onChange={(day, ok) => setDays({ ...days, from: ok ? day : null })} />
        <span>新版日期</span>
        <DayField label="新版日期" initial={to} onChange={(day, ok) => setDays({ ...days, to: ok ? day : null })} />
        <Button disabled={again === null} onClick={() => again?.()}>
          对照
        </Button>
        <span className="quiet small">
          <del>删除线</del>：旧文字中去掉的；<ins>下划线</ins>：新文字中增加的
        </span>
      </div>
      <Compared comparing={comparing} open={open} onOpen={setOpen} retry={again} />
    </div>
  )
}

interface ComparedProps {
  comparing: Comparing
  open: ArticleKey | null
  onOpen(key: ArticleKey): void
  retry: (() => void) | null
}

function Compared({ comparing, open, onOpen, retry }: ComparedProps) {
  if (comparing.state === 'loading') return <Working words="正在对照条款…" />
  if (comparing.state === 'failed') {
    return <Failure message={comparing.message} {...(retry === null ? {} : { retry })} />
  }
  const { articles } = comparing.comparison
  const shown = articles.find(({ key }) => key === open) ?? articles[0]
  return (
    <SplitPanes
      name="compare"
      panes={[
        {
          key: 'list',
          label: '条款',
          content: <ComparisonList articles={articles} open={shown?.key ?? null} onOpen={onOpen} />,
          size: 260,
          min: 200,
        },
        {
          key: 'text',
          label: '对照',
          content:
            shown === undefined ? (
              <Nothing words="在左侧选一条。" />
            ) : (
              <ComparisonSheet key={shown.key} article={shown} comparison={comparing.comparison} />
            ),
          size: 1000,
          min: 480,
        },
      ]}
    />
  )
}

interface ListProps {
  articles: readonly ArticleComparison[]
  open: ArticleKey | null
  onOpen(key: ArticleKey): void
}

function ComparisonList({ articles, open, onOpen }: ListProps) {
  return (
    <nav className="pane articles" aria-label="对照的条款">
      {articles.map((article) => (
        <button
          key={article.key}
          type="button"
          className={article.key === open ? 'on' : ''}
          aria-current={article.key === open ? 'true' : undefined}
          onClick={() => onOpen(article.key)}
        >
          <span className="first">
            <b>{numbers(article)}</b>
            <span className="mark plain">{article.change}</span>
          </span>
          <span>{article.title}</span>
        </button>
      ))}
    </nav>
  )
}

function ComparisonSheet({ article, comparison }: { article: ArticleComparison; comparison: PolicyComparison }) {
  const [from, to] = [chineseDate(comparison.from), chineseDate(comparison.to)]
  return (
    <section className="pane article-sheet" aria-label={article.title}>
      <header className="pane-head">
        <h1>
          {numbers(article)} {article.title}
        </h1>
        <span className="mark plain">{article.change}</span>
        {article.newNoInferred && <span className="mark ask">新编号为推定，待局确认</span>}
      </header>
      {article.effects.length === 0 ? (
        <p className="quiet">
          {article.change === '未施行' ? `${from}和${to}都没有本条。` : `${from}与${to}适用同一版条文，没有变化。`}
        </p>
      ) : (
        <>
          <h2>文字对照</h2>
          <WordingTable article={article} from={from} to={to} />
          {article.wordingNote !== '' && <p className="quiet">{article.wordingNote}</p>}
          <h2>修订理由（说明原文）</h2>
          {article.reason === '' ? (
            <p className="quiet">修订说明没有单独说明理由。</p>
          ) : (
            <blockquote>{article.reason}</blockquote>
          )}
          <h2>对核对的影响</h2>
          <EffectTable effects={article.effects} />
        </>
      )}
    </section>
  )
}

function WordingTable({ article, from, to }: { article: ArticleComparison; from: string; to: string }) {
  return (
    <table className="plain-table compare-table">
      <thead>
        <tr>
          <th>事项</th>
          <th>
            旧 {article.oldNo ?? '没有本条'}（{from}）
          </th>
          <th>
            新 {article.newNo ?? '已删除'}（{to}）
          </th>
        </tr>
      </thead>
      <tbody>
        {article.wording.map((row) => (
          <WordingLine key={row.subject} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function WordingLine({ row }: { row: WordingRow }) {
  return (
    <tr>
      <td>
        {row.subject}
        <div className="quiet small">{row.change}</div>
      </td>
      <td>{row.old.length === 0 ? <i className="quiet">{row.oldNote}</i> : <Runs runs={row.old} side="old" />}</td>
      <td>{row.new.length === 0 ? <i className="quiet">{row.newNote}</i> : <Runs runs={row.new} side="new" />}</td>
    </tr>
  )
}

function Runs({ runs, side }: { runs: readonly WordRun[]; side: 'old' | 'new' }) {
  // Runs alternate and never move, so their place is their identity.
  return runs.map(({ shared, text }, at) => {
    const key = `${at}${text}`
    if (shared) return <span key={key}>{text}</span>
    return side === 'old' ? <del key={key}>{text}</del> : <ins key={key}>{text}</ins>
  })
}

function EffectTable({ effects }: { effects: readonly Effect[] }) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>类别</th>
          <th>在核对和金额中的意思</th>
          <th>说明原文</th>
        </tr>
      </thead>
      <tbody>
        {effects.map(({ topic, sentence: words, quotation }) => (
          <tr key={words}>
            <td className="nowrap">{topic}</td>
            <td>{words}</td>
            <td className="basis">{quotation === '' ? '—' : quotation}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function numbers({ oldNo, newNo, change }: ArticleComparison): string {
  if (oldNo === null) return newNo ?? '未施行'
  if (newNo === null) return `原${oldNo}`
  return change === '未变' || oldNo === newNo ? newNo : `原${oldNo} → ${newNo}`
}
