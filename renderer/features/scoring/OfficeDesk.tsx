import { useEffect, useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import { DEMO_MARK } from '../../../shared/report/marks.ts'
import { schemeLines } from '../../../shared/scoring/scheme.ts'
import type { ScoringArticleView, ScoringTable } from '../../../shared/scoring/views.ts'
import type { RoundView } from '../../../shared/views.ts'
import { useSheet } from '../../sheet.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { SplitPanes } from '../../ui/SplitPanes.tsx'
import { EndDialog } from './EndDialog.tsx'
import { loadOffice, openArticle, useOffice } from './officeStore.ts'
import { PanelDialog } from './PanelDialog.tsx'
import { SchemeDialog } from './SchemeDialog.tsx'
import { ScoreTable } from './ScoreTable.tsx'

type Dialog = 'scheme' | 'panel' | 'end' | null

/** The office's side: an article's scheme, panel, and every score. */
export function OfficeDesk({ round }: { round: RoundView }) {
  const office = useOffice()
  const roundId = round.id
  useEffect(() => void loadOffice(roundId), [roundId])
  const scanned = useSheet(({ match }) => match?.article ?? null)
  const open = office.state === 'ready' && office.roundId === roundId ? office.open : null
  useEffect(() => {
    if (scanned !== null && open !== null && scanned !== open) void openArticle(scanned)
  }, [scanned, open])

  if (office.state === 'failed') return <Failure message={office.message} retry={() => void loadOffice(roundId)} />
  if (office.state !== 'ready' || office.roundId !== roundId) return <Working words="正在读取评审…" />
  const article = office.overview.articles.find((each) => each.article === office.open)
  return (
    <SplitPanes
      name="scoring"
      panes={[
        {
          key: 'list',
          label: '条款',
          content: <ArticleList articles={office.overview.articles} open={office.open} />,
          size: 210,
          min: 180,
        },
        {
          key: 'article',
          label: '评审',
          content:
            article === undefined ? (
              <Nothing words="在左侧选一条。" />
            ) : (
              <ArticleSheet
                key={article.article}
                article={article}
                table={office.table}
                problem={office.problem}
                roundId={roundId}
                accounts={office.overview.accounts}
              />
            ),
          size: 1060,
          min: 480,
        },
      ]}
    />
  )
}

function ArticleList({ articles, open }: { articles: ScoringArticleView[]; open: string | null }) {
  return (
    <nav className="pane articles" aria-label="条款">
      {articles.map((each) => (
        <button
          key={each.article}
          type="button"
          className={each.article === open ? 'on' : ''}
          aria-current={each.article === open ? 'true' : undefined}
          onClick={() => void openArticle(each.article)}
        >
          <span className="first">
            <b>{each.articleNo}</b>
            <span className="quiet small">{each.reviewed ? '须评审' : ''}</span>
          </span>
          <span>{each.title}</span>
          {each.current === null ? (
            <span className={each.reviewed ? 'mark ask' : 'mark plain'}>未设评审办法</span>
          ) : (
            <span className="mark plain">
              专家 {each.panel.length} 位 · 已有结果 {each.scored}/{each.cases} 件
            </span>
          )}
        </button>
      ))}
    </nav>
  )
}

interface SheetProps {
  article: ScoringArticleView
  table: ScoringTable | null
  problem: string
  roundId: string
  accounts: { id: string; name: string }[]
}

function ArticleSheet({ article, table, problem, roundId, accounts }: SheetProps) {
  const [dialog, setDialog] = useState<Dialog>(null)
  const { current, panel } = article
  const close = () => setDialog(null)
  return (
    <section className="pane scoring-sheet" aria-label={article.title}>
      <header className="pane-head">
        <h1>
          {article.articleNo} {article.title}
        </h1>
        {current?.scheme?.demo === true && <span className="mark ask">{DEMO_MARK}</span>}
        <span className="space" />
        <Act command channel="scoring.setScheme" size="small" onClick={() => setDialog('scheme')}>
          {current === null ? '设定评审办法…' : '修改评审办法…'}
        </Act>
        {current !== null && (
          <>
            <Act command channel="scoring.setPanel" size="small" onClick={() => setDialog('panel')}>
              专家组…
            </Act>
            <Act channel="scoring.setScheme" size="small" onClick={() => setDialog('end')}>
              停用…
            </Act>
          </>
        )}
      </header>
      {current?.scheme == null ? (
        <Nothing words="本条没有评审办法，评审得分取自导入的申报汇总表。需要专家评分的，请科长设定评审办法（依据文号或会议纪要），再设专家组。" />
      ) : (
        <>
          <details className="scheme-lines">
            <summary>
              评审办法 第 {article.versions.length} 版　依据：{current.basis}　{current.setBy}{' '}
              {chinaMinute(current.setAt)}
            </summary>
            <ul>
              {schemeLines(current.scheme).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {article.versions.slice(0, -1).map((version, at) => (
              <p key={version.id} className="quiet small">
                第 {at + 1} 版（已被替代）：{version.scheme === null ? '停用' : schemeLines(version.scheme)[0]}　依据：
                {version.basis}　{version.setBy} {chinaMinute(version.setAt)}
              </p>
            ))}
          </details>
          <p className="quiet small">
            专家组：
            {panel.length === 0
              ? '未设定'
              : panel.map(({ name, onPaper }) => (onPaper ? `${name}（纸质打分表）` : name)).join('、')}
            {table !== null && table.setAside > 0 && `　另有 ${table.setAside} 份旧办法下的评分已搁置，不计入`}
          </p>
          {problem !== '' && <Failure message={problem} />}
          {panel.length === 0 ? (
            <Nothing words="还没有专家组。请科长点“专家组…”选定专家；没有账号的专家可只写姓名，由经办人代录打分表。" />
          ) : table === null ? (
            problem === '' && <Working words="正在读取评分…" />
          ) : table.rows.length === 0 ? (
            <Nothing words="本条还没有申报。导入申报汇总表后，专家即可评分。" />
          ) : (
            <ScoreTable table={table} roundId={roundId} name={`${article.articleNo}${article.title}`} />
          )}
        </>
      )}
      {dialog === 'scheme' && (
        <SchemeDialog article={article} counting={table?.counting ?? 0} roundId={roundId} onClose={close} />
      )}
      {dialog === 'panel' && <PanelDialog article={article} accounts={accounts} roundId={roundId} onClose={close} />}
      {dialog === 'end' && (
        <EndDialog article={article} counting={table?.counting ?? 0} roundId={roundId} onClose={close} />
      )}
    </section>
  )
}
