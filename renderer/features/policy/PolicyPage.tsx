import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import type { ParameterInForce } from '../../../shared/policy/article.ts'
import { closedEntry } from '../../../shared/policy/entry.ts'
import type { ArticleView, RoundView } from '../../../shared/views.ts'
import { Act } from '../../ui/Act.tsx'
import { ArticleText } from '../../ui/ArticleText.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { ParameterList } from '../../ui/ParameterList.tsx'
import { SplitPanes } from '../../ui/SplitPanes.tsx'
import { openPage, useRound } from '../../workspace.ts'
import { ComparePane } from './ComparePane.tsx'
import { ParameterDialog } from './ParameterDialog.tsx'
import { definitionOf } from './parameterDefinition.ts'
import { loadPolicy, openArticle, usePolicy } from './policyStore.ts'
import { ReplayPane } from './ReplayPane.tsx'
import { SetActs } from './SetActs.tsx'
import { VersionDialog } from './VersionList.tsx'
import './policy.css'

/** The parts of the page. A part of its own file takes the open round and shows its own empty state. */
const PARTS: readonly { key: string; label: string; Content: (props: { round: RoundView }) => ReactNode }[] = [
  { key: 'articles', label: '条款与参数', Content: ArticlesPart },
  { key: 'compare', label: '修订对照', Content: ComparePane },
  { key: 'replay', label: '新旧测算', Content: ReplayPane },
]

/** 条款: what each article says now and said before, and the figures a round uses. */
export function PolicyPage() {
  const round = useRound()
  const [open, setOpen] = useState('articles')
  if (round === null) {
    return (
      <Nothing words="条款和参数随批次确定，请先新建批次或打开示例批次。">
        <Button onClick={() => openPage('rounds')}>去“批次”</Button>
      </Nothing>
    )
  }
  const part = PARTS.find(({ key }) => key === open)
  return (
    <div className="one-pane">
      <Choices page="条款" label="条款页的内容" items={PARTS} open={open} onOpen={setOpen} />
      {part !== undefined && <part.Content key={round.id} round={round} />}
    </div>
  )
}

function ArticlesPart({ round }: { round: RoundView }) {
  const policy = usePolicy()
  useEffect(() => {
    void loadPolicy(round.id)
  }, [round.id])
  if (policy.state === 'failed') return <Failure message={policy.message} retry={() => void loadPolicy(round.id)} />
  if (policy.state === 'loading') return <Working words="正在读取条款…" />
  const article = policy.articles.find((each) => each.key === policy.open)
  return (
    <div className="one-pane">
      <SetActs round={round} />
      <SplitPanes
        name="policy"
        panes={[
          {
            key: 'list',
            label: '条款',
            content: <ArticleList articles={policy.articles} open={policy.open} />,
            size: 280,
            min: 200,
          },
          {
            key: 'text',
            label: '条文与参数',
            content:
              article === undefined ? (
                <Nothing words="在左侧选一条。" />
              ) : (
                <ArticleSheet key={article.key} article={article} round={round} />
              ),
            size: 1000,
            min: 480,
          },
        ]}
      />
    </div>
  )
}

function ArticleList({ articles, open }: { articles: ArticleView[]; open: string | null }) {
  return (
    <nav className="pane articles" aria-label="条款">
      {articles.map((article) => {
        const unset = article.parameters.filter((parameter) => parameter.origin === 'unset').length
        return (
          <button
            key={article.key}
            type="button"
            className={article.key === open ? 'on' : ''}
            aria-current={article.key === open ? 'true' : undefined}
            onClick={() => openArticle(article.key)}
          >
            <span className="first">
              <b>{article.current.status === 'repealed' ? '已删除' : article.current.no}</b>
              <span className="quiet small">
                {article.previous === null ? '' : `原${article.previous.no}·`}
                {article.change}
              </span>
            </span>
            <span>{article.title}</span>
            {unset > 0 && article.current.status !== 'repealed' && (
              <span className="mark ask">{unset} 个参数未设定</span>
            )}
          </button>
        )
      })}
    </nav>
  )
}

function ArticleSheet({ article, round }: { article: ArticleView; round: RoundView }) {
  const [entering, setEntering] = useState<ParameterInForce | null>(null)
  const [looking, setLooking] = useState<ParameterInForce | null>(null)
  const { current } = article
  return (
    <section className="pane article-sheet" aria-label={article.title}>
      <header className="pane-head">
        <h1>
          {current.status === 'repealed' ? `原${article.previous?.no ?? current.no}` : current.no} {article.title}
        </h1>
        <span className="mark plain">{article.change}</span>
      </header>
      <ArticleText article={article} />
      <h2>参数（{round.name}）</h2>
      <ParameterList
        parameters={article.parameters}
        {...(current.status === 'repealed'
          ? {}
          : {
              action: (parameter: ParameterInForce) => (
                <div className="tier-bound">
                  <Act
                    channel="policy.setParameter"
                    size="small"
                    closed={closedEntry(definitionOf(parameter, current.parameters), round)}
                    onClick={() => setEntering(parameter)}
                  >
                    {parameter.origin === 'unset' ? '录入…' : '改录…'}
                  </Act>
                  {/* What the policy itself sets nobody can have entered. */}
                  {closedEntry(definitionOf(parameter, current.parameters), { demo: false }) === '' && (
                    <Act channel="policy.parameterHistory" size="small" onClick={() => setLooking(parameter)}>
                      历次…
                    </Act>
                  )}
                </div>
              ),
            })}
      />
      <h2>条件</h2>
      {current.conditions.length === 0 ? (
        <p className="quiet">本条没有另设条件。</p>
      ) : (
        <ol className="condition-texts">
          {current.conditions.map((condition) => (
            <li key={condition.id}>
              <b>{condition.label}</b>
              {condition.quotation !== '' && <blockquote>{condition.quotation}</blockquote>}
            </li>
          ))}
        </ol>
      )}
      {entering !== null && (
        <ParameterDialog article={article} parameter={entering} roundId={round.id} onClose={() => setEntering(null)} />
      )}
      {looking !== null && <VersionDialog roundId={round.id} parameter={looking} onClose={() => setLooking(null)} />}
    </section>
  )
}
